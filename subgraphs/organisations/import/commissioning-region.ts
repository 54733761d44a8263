/** The national grouping of an organisation where it is a commissioning region; Wales, `W00`, is none. */
export function regionOf(grouping: string | null): string | null {
  return grouping !== null && /^Y\d\d$/.test(grouping) ? grouping : null;
}
