/** A number of any length: `digits` divided by 10 to the power of `scale`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const WRITTEN = /^(-?\d+)(?:\.(\d+))?$/;
/** To write more digits than this out takes longer than anybody waits. */
const LENGTH_MAX = 400;

/** What a text writes out as a number; undefined for any other text. */
export function decimalOf(text: string): Decimal | undefined {
  const [, whole, fraction = ''] = (text.length <= LENGTH_MAX && WRITTEN.exec(text)) || [];
  return whole === undefined ? undefined : { digits: BigInt(whole + fraction), scale: fraction.length };
}

/** Less than 0 where the first is less, more where it is more. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const difference = digitsAt(a, scale) - digitsAt(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The sum to the last digit, written out. */
export function sumOfDecimals(decimals: readonly Decimal[]): string {
  const scale = decimals.reduce((most, decimal) => Math.max(most, decimal.scale), 0);
  const sum = decimals.reduce((total, decimal) => total + digitsAt(decimal, scale), 0n);
  return writtenOut({ digits: sum, scale });
}

export function writtenOut({ digits, scale }: Decimal): string {
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  const whole = text.slice(0, text.length - scale);
  return `${digits < 0n ? '-' : ''}${whole}${scale > 0 ? `.${text.slice(-scale)}` : ''}`;
}

function digitsAt({ digits, scale }: Decimal, wanted: number): bigint {
  return digits * 10n ** BigInt(wanted - scale);
}
