/** A field that an operation selects, fragments spread, with what the schema says of it. Plain data. */
export interface SelectedField {
  /** The key in the answer: its alias, or else its name. */
  readonly key: string;
  /** Its name in the schema. */
  readonly field: string;
  /** The type that has the field. */
  readonly parentType: string;
  /** The name of its type, without list and non-null. */
  readonly type: string;
  /** How many lists are around the type. */
  readonly listDepth: number;
  /** Null for a leaf. */
  readonly fields: readonly SelectedField[] | null;
}
