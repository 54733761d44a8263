/** The rows that a loader found, without those it did not; throws the first error among them. */
export function found<Row extends object>(results: readonly (Row | Error | null)[]): Row[] {
  const error = results.find((result) => result instanceof Error);
  if (error) throw error;
  return results.filter((result): result is Row => result !== null);
}
