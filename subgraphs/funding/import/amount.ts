import { digitsIn, requiredTextIn, wrong } from './field-values.js';
import type { GrantSource } from './grant-fields.js';

/** The currencies of ISO 4217 whose minor unit is not a hundredth. */
const OTHER_DECIMALS = new Set(
  (
    'BHD BIF CLF CLP DJF GNF IQD ISK JOD JPY KMF KRW KWD LYD OMR PYG RWF TND UGX UYI UYW VND VUV XAF XOF XPF ' +
    'XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'
  ).split(' '),
);
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** The ISO 4217 code of a currency with two decimals. Throws `RowProblem`. */
export function currencyIn(source: GrantSource): string {
  const currency = requiredTextIn(source, 'currency', 20);
  if (!CURRENCIES.has(currency)) throw wrong(source, 'currency', 'must be a currency code of ISO 4217, such as GBP');
  if (OTHER_DECIMALS.has(currency)) throw wrong(source, 'currency', 'must be a currency with two decimals');
  return currency;
}

/** The amount in hundredths, exact to the last digit as it is written. Throws `RowProblem`. */
export function amountMinorIn(source: GrantSource): number {
  if (source.value('amountAwarded') === undefined) throw wrong(source, 'amountAwarded', 'must not be empty');
  const match = /^(-?)(\d+)(?:\.(\d*?)0*)?$/.exec(digitsIn(source, 'amountAwarded'));
  if (!match) {
    throw wrong(source, 'amountAwarded', 'must be a number without commas or currency signs, such as 1234.50');
  }
  const [, sign, whole = '', decimals = ''] = match;
  if (decimals.length > 2) throw wrong(source, 'amountAwarded', 'must have at most two decimals');
  const digits = whole.replace(/^0+/, '');
  if (digits.length > 13) throw wrong(source, 'amountAwarded', 'must have at most 13 digits before the point');
  const minor = Number(digits + decimals.padEnd(2, '0'));
  return sign === '-' && minor !== 0 ? -minor : minor;
}
