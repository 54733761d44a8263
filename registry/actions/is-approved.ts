import type { Grant } from '../store/entities/grant.js';

/** Whether a grant counts now. */
export function isApproved({ status, expiresAt }: Pick<Grant, 'status' | 'expiresAt'>): boolean {
  return status === 'APPROVED' && (expiresAt === null || expiresAt > new Date());
}
