/** A media type that a client takes, from its `Accept` header. */
export interface MediaRange {
  /** In lower case. */
  readonly name: string;
  /** From 0, not taken, to 1. */
  readonly quality: number;
  /** Other parameters by their names in lower case, without quotes. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Reads an `Accept` header. */
export function readMediaRanges(accept: string): readonly MediaRange[] {
  return accept.split(',').map((text) => {
    const [name = '', ...pairs] = text.split(';');
    const parameters = new Map<string, string>();
    for (const pair of pairs) {
      const [key = '', value = ''] = pair.split('=');
      parameters.set(key.trim().toLowerCase(), value.replaceAll(/[\s"]/g, ''));
    }
    return { name: name.trim().toLowerCase(), quality: Number(parameters.get('q') ?? 1), parameters };
  });
}
