/** A dotted name that may break behind each dot, so that a long one takes a second line and not the whole width. */
export function shownName(name: string): string {
  return name.replaceAll('.', '.\u200B');
}
