/** The words of a name in lower case with a space between: `startedOn` and `started_on` give `started on`. */
export function fieldWords(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replaceAll(/[_\s]+/g, ' ')
    .trim()
    .toLowerCase();
}

/** A name as part of an identifier or a URL: `TrainingOffer` gives `training-offer`. */
export function kebab(name: string): string {
  return fieldWords(name).replaceAll(' ', '-');
}
