import { pounds, type Money } from '../kit/money.js';

/** An amount in the minor unit of a currency with two decimals, as `Money`. */
export function moneyOf(minor: number, currency: string): Money {
  return { amount: pounds(minor).amount, currency };
}
