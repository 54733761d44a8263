import type { NamedType, SchemaElement } from '@apollo/federation-internals';
import type { GraphQLSchema } from 'graphql';
import { ROOT_TYPES } from './definitions.js';
import type { ReadSubgraph } from './read-subgraph.js';

/** Whose words count. */
export interface Owners {
  /** The partner who owns each type and field. */
  readonly owners: ReadonlyMap<string, string>;
  /** The partner of each subgraph. */
  readonly partners: ReadonlyMap<string, string>;
  /** What clients see now; null for nothing. */
  readonly live: GraphQLSchema | null;
}

/**
 * Has every subgraph describe what several define as its owner does, or not at all where the owner does not: composition
 * would take the words that most of them use. What nobody owns, such as `Query`, stays described as it is live.
 */
export function describeAsOwners(reads: readonly ReadSubgraph[], { owners, partners, live }: Owners): void {
  const said = reads.flatMap((read) =>
    read.types.flatMap((type) => partsOf(type).map((part) => ({ by: read.name, ...part }))),
  );
  for (const same of Map.groupBy(said, ({ name }) => name).values()) {
    const [{ name, coordinate }] = same as [Said, ...Said[]];
    if (same.length === 1) continue;
    const owner = owners.get(coordinate);
    if (ROOT_TYPES.has(name)) {
      keep(same, live?.getType(name)?.description);
    } else if (owner !== undefined) {
      const theirs = same.filter(({ by }) => partners.get(by) === owner);
      if (theirs.length > 0) describe(same, theirs.find(({ element }) => element.description)?.element.description);
    }
  }
  const schemas = reads.map(({ subgraph }) => ({ element: subgraph.schema.schemaDefinition }));
  keep(schemas, live?.description);
}

type Described = Pick<SchemaElement<never, never>, 'description'>;

interface Part {
  readonly name: string;
  /** What has an owner: of an argument its field, of a value or an input field its type. */
  readonly coordinate: string;
  readonly element: Described;
}

interface Said extends Part {
  readonly by: string;
}

function partsOf(type: NamedType): Part[] {
  const part = (name: string, element: unknown, coordinate = type.name): Part => ({
    name,
    coordinate,
    element: element as Described,
  });
  const own = part(type.name, type);
  switch (type.kind) {
    case 'EnumType':
      return [own, ...type.values.map((value) => part(`${type.name}.${value.name}`, value))];
    case 'InputObjectType':
      return [own, ...type.fields().map((field) => part(field.coordinate, field))];
    case 'ObjectType':
    case 'InterfaceType':
      return [
        own,
        ...type
          .fields()
          .flatMap((field) => [field, ...field.arguments()].map((one) => part(one.coordinate, one, field.coordinate))),
      ];
    default:
      return [own];
  }
}

function keep(same: readonly Pick<Said, 'element'>[], text: string | null | undefined): void {
  if (text && same.some(({ element }) => element.description === text)) describe(same, text);
}

function describe(same: readonly Pick<Said, 'element'>[], text: string | undefined): void {
  for (const { element } of same) {
    if (text === undefined) delete element.description;
    else element.description = text;
  }
}
