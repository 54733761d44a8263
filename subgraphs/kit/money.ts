import { refuse } from './errors.js';

export interface Money {
  readonly amount: string;
  readonly currency: string;
}

/** Pence, stored as an integer, as `Money` in pounds with two decimals. */
export function pounds(pence: number): Money {
  const sign = pence < 0 ? '-' : '';
  const whole = Math.abs(pence);
  return { amount: `${sign}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`, currency: 'GBP' };
}

/**
 * Pounds as text, at most two decimals and less than £100bn, so that sums of many stay exact, as integer pence. Throws
 * `BAD_USER_INPUT` for others.
 */
export function penceOf(amount: string, field: string): number {
  const match = /^(-?)0*(\d{1,11})(?:\.(\d{1,2}))?$/.exec(amount);
  if (!match) {
    const detail = `Amount must have at most 11 digits before the point and two after it, and is ${amount}`;
    throw refuse('BAD_USER_INPUT', detail, field);
  }
  const pence = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] ? -pence : pence;
}

/** A share in percent with one decimal as text; null when the whole is zero. */
export function percent(part: number, whole: number): string | null {
  return whole === 0 ? null : (Math.round((1000 * part) / whole) / 10).toFixed(1);
}
