/** An organisation, of which this subgraph knows only the code. */
export function organisationOf(odsCode: string | null): { readonly odsCode: string } | null {
  return odsCode === null ? null : { odsCode };
}
