import { Kind, parse, type ConstDirectiveNode, type DefinitionNode } from 'graphql';

/** When something of the schema is to go, and since when it is deprecated, as its partner says. */
export interface Sunset {
  /** In milliseconds since 1970. */
  readonly atMs: number;
  /** Null where it is not said. */
  readonly sinceMs: number | null;
}

/** Reads `@sunset(date:, since:)` from a supergraph, by coordinate such as `Book.title`; what is no date is left out. */
export function readSunsets(sdl: string): ReadonlyMap<string, Sunset> {
  // Reading a large supergraph takes long; most do without.
  if (!/@sunset\b/.test(sdl)) return new Map();
  const { definitions } = parse(sdl, { noLocation: true });
  return new Map(
    definitions.flatMap(partsOf).flatMap(({ coordinate, directives }) => sunsetOf(coordinate, directives)),
  );
}

interface Part {
  readonly coordinate: string;
  readonly directives: readonly ConstDirectiveNode[];
}

function partsOf(definition: DefinitionNode): Part[] {
  if (!('name' in definition) || !definition.name) return [];
  const typeName = definition.name.value;
  const part = (coordinate: string, directives: readonly ConstDirectiveNode[] = []) => ({ coordinate, directives });
  if ('values' in definition) {
    return (definition.values ?? []).map(({ name, directives }) => part(`${typeName}.${name.value}`, directives));
  }
  if (!('fields' in definition)) return [];
  return (definition.fields ?? []).flatMap((field) => {
    const coordinate = `${typeName}.${field.name.value}`;
    const args = 'arguments' in field ? (field.arguments ?? []) : [];
    return [
      part(coordinate, field.directives),
      ...args.map(({ name, directives }) => part(`${coordinate}(${name.value}:)`, directives)),
    ];
  });
}

function sunsetOf(coordinate: string, directives: readonly ConstDirectiveNode[]): [string, Sunset][] {
  const sunset = directives.find(({ name }) => name.value === 'sunset');
  if (!sunset) return [];
  const atMs = momentOf(sunset, 'date');
  return atMs === null ? [] : [[coordinate, { atMs, sinceMs: momentOf(sunset, 'since') }]];
}

function momentOf({ arguments: args }: ConstDirectiveNode, wanted: string): number | null {
  const value = args?.find(({ name }) => name.value === wanted)?.value;
  const isDate = value?.kind === Kind.STRING && /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$/.test(value.value);
  const moment = isDate ? Date.parse(value.value) : Number.NaN;
  return Number.isNaN(moment) ? null : moment;
}
