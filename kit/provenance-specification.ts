/** The specification of `@provenance`, by which partners say where their data is from; the address is never fetched. */
export const PROVENANCE_IDENTITY = 'https://joinery.example/provenance';
