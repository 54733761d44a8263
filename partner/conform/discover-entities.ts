import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isNonNullType,
  isObjectType,
  print,
  type GraphQLField,
  type GraphQLObjectType,
  type SelectionSetNode,
} from 'graphql';
import type { ReadSubgraph } from '../mock/read-subgraph.js';
import type { KnownEntities, Representation } from './known-entities.js';
import type { Subject } from './subject.js';

const DEPTH_MAX = 5;
const PAGE = 200;
const PAGE_SMALL = 20;

/** Finds entities by asking root fields that need no argument, and what hangs on these. Types that none lead to are missing. */
export async function discoverEntities(schema: ReadSubgraph, ask: Subject['ask']): Promise<KnownEntities> {
  const found = new Map<string, readonly Representation[]>();
  for (const [type, path] of pathsToEntities(schema)) {
    const keys = schema.entities.get(type)!;
    for (const size of [PAGE, PAGE_SMALL]) {
      const { body } = await ask(queryFor(path, keys, { type, size }));
      const representations = collect(
        body?.data,
        path.map(({ name }) => name),
        { type, keys },
      );
      if (representations.length > 0) found.set(type, representations);
      if (representations.length > 0 || !path.some(hasFirst)) break;
    }
  }
  return found;
}

type Step = GraphQLField<unknown, unknown>;

/** The shortest way from a root field to each entity. */
function pathsToEntities({ schema, entities }: ReadSubgraph): Map<string, readonly Step[]> {
  const paths = new Map<string, readonly Step[]>();
  const query = schema.getQueryType();
  let front: { readonly type: GraphQLObjectType; readonly path: readonly Step[] }[] = query
    ? [{ type: query, path: [] }]
    : [];
  const seen = new Set<string>();
  for (let depth = 0; depth < DEPTH_MAX; depth++) {
    const next: typeof front = [];
    for (const { type, path } of front) {
      for (const field of Object.values(type.getFields())) {
        const target = getNamedType(field.type);
        if (field.name.startsWith('_') || needsArguments(field) || !isCompositeType(target)) continue;
        const way = [...path, field];
        const reached = isAbstractType(target) ? [] : [target];
        for (const one of reached) {
          if (entities.has(one.name) && !paths.has(one.name)) paths.set(one.name, way);
          if (seen.has(one.name)) continue;
          seen.add(one.name);
          next.push({ type: one, path: way });
        }
      }
    }
    front = next;
  }
  return paths;
}

function needsArguments({ args }: Step): boolean {
  return args.some(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);
}

function hasFirst({ args }: Step): boolean {
  return args.some(({ name }) => name === 'first');
}

interface Wanted {
  readonly type: string;
  readonly size: number;
}

function queryFor(path: readonly Step[], keys: readonly SelectionSetNode[], { size }: Wanted): string {
  const fields = keys.map((set) => print(set).replace(/^\{|\}$/g, '')).join(' ');
  const inner = `{ __typename ${fields} }`;
  return path.reduceRight(
    (below, step, i) =>
      `{ ${step.name}${hasFirst(step) ? `(first: ${i === 0 ? size : Math.min(size, PAGE_SMALL)})` : ''} ${below} }`,
    inner,
  );
}

/** Every object of the type at the end of a path that has all its keys, each once. */
function collect(
  data: unknown,
  path: readonly string[],
  { type, keys }: { readonly type: string; readonly keys: readonly SelectionSetNode[] },
): Representation[] {
  if (Array.isArray(data)) return distinct(data.flatMap((item) => collect(item, path, { type, keys })));
  if (typeof data !== 'object' || data === null) return [];
  const [name, ...rest] = path;
  if (name !== undefined) return collect((data as Record<string, unknown>)[name], rest, { type, keys });
  const object = data as Record<string, unknown>;
  const isWhole = Object.values(object).every((value) => value !== null);
  return isWhole && object['__typename'] === type ? [object as Representation] : [];
}

function distinct(representations: readonly Representation[]): Representation[] {
  return [...new Map(representations.map((one) => [JSON.stringify(one), one])).values()].slice(0, PAGE);
}

/** Whether a type of a schema is an object with fields. */
export function objectType({ schema }: ReadSubgraph, name: string): GraphQLObjectType | undefined {
  const type = schema.getType(name);
  return isObjectType(type) ? type : undefined;
}
