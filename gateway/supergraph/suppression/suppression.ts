/** How a field tells about small numbers of people, as `@suppress` says; `docs/partners.md` has its arguments. */
export type Suppression = CountSuppression | RateSuppression | MeanSuppression | TotalSuppression | UnclearSuppression;

/** A count of people: from 1 to 7 it is withheld, every other is rounded to the nearest 5. */
export interface CountSuppression {
  readonly kind: 'count';
  /** Fields of one group count the same people, so that one may tell about another; one that may be several is in several. */
  readonly groups: readonly string[];
  /** Whether the rows of a list are not the parts of one whole, so that each is judged by itself. */
  readonly isAlone: boolean;
}

/** Computed from two counts beside it, as they are shown. */
export interface RateSuppression {
  readonly kind: 'rate';
  readonly numerator: string;
  readonly denominator: string;
  /** 100 for a percentage. */
  readonly per: number;
}

/** Shown only where the count beside it is. */
export interface MeanSuppression {
  readonly kind: 'mean';
  readonly over: string;
}

/** The sum of counts below the object, as they are shown. */
export interface TotalSuppression {
  readonly kind: 'total';
  /** The names of the fields that lead to them. */
  readonly of: readonly string[];
}

/** One that may be several fields, of which not the same is said, so that it is always withheld. */
export interface UnclearSuppression {
  readonly kind: 'unclear';
}

/** By `Type.field`. */
export type Suppressions = Readonly<Record<string, Suppression>>;
