/** Why a row cannot be taken. Thrown by what parses a row, or given to `reject`. */
export class RowProblem extends Error {
  /** The column's name. */
  readonly column: string;
  /** The value as it stands in the file. */
  readonly value: string;

  /** @param reason What would be right, for example `must be a date written YYYYMMDD`. */
  constructor(column: string, value: string, reason: string) {
    super(reason);
    this.name = 'RowProblem';
    this.column = column;
    this.value = value;
  }
}
