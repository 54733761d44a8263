/** Organisations of the ODS, and generated councils and charities, whose codes only this graph has. */
const WITH_ODS_CODE = /^GB-(?:NHS-([A-Z0-9]{1,12})|(?:LAE|CHC)-(Z[LX]\d{3}))$/;

/** The ODS code in an org-id: `RXA` for `GB-NHS-RXA`; null for parties that are not in this graph. */
export function odsCodeOf(orgId: string): string | null {
  const match = WITH_ODS_CODE.exec(orgId);
  return match?.[1] ?? match?.[2] ?? null;
}
