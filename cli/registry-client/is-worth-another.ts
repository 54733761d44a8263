import { JoineryError } from '../../kit/errors.js';
import { RegistryRefusalError } from './registry-refusal-error.js';

/** Whether the registry may answer well a moment later: it is away, restarts, or has too much to do. */
export function isWorthAnother(error: unknown): boolean {
  if (error instanceof JoineryError) return error.code === 'REGISTRY_UNREACHABLE';
  return error instanceof RegistryRefusalError && error.code === 'REGISTRY_BUSY';
}
