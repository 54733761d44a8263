import type { Directive, SchemaElement } from '@apollo/federation-internals';
import { SUPPRESS_IDENTITY } from '../../kit/suppress-specification.js';
import type { ReadSubgraph } from './read-subgraph.js';

/** The arguments of `@suppress`. */
export interface SuppressArguments {
  readonly group?: string;
  readonly alone?: boolean;
  readonly rateOf?: readonly string[];
  readonly per?: number;
  readonly meanOver?: string;
  readonly totalOf?: string;
}

/** The name of `@suppress` in a schema, without `@`: the one that it links it by. */
function suppressName({ subgraph }: ReadSubgraph): string {
  const feature = subgraph.schema.coreFeatures?.getByIdentity(SUPPRESS_IDENTITY);
  return feature?.directiveNameInSchema('suppress') ?? 'suppress';
}

/** Whether gateways learn of it: it is linked, and composed. */
export function isSuppressComposed(read: ReadSubgraph): boolean {
  const { schema } = read.subgraph;
  if (!schema.coreFeatures?.getByIdentity(SUPPRESS_IDENTITY)) return false;
  const composed = [...read.subgraph.metadata().composeDirective().applications()];
  return composed.some((directive) => directive.arguments().name === `@${suppressName(read)}`);
}

/** What `@suppress` says of an element; undefined where it has none. */
export function suppressOn(read: ReadSubgraph, element: SchemaElement<never, never>): SuppressArguments | undefined {
  const [applied] = (element as unknown as SchemaElement<SchemaElement<never, never>, never>).appliedDirectivesOf(
    suppressName(read),
  ) as unknown as Directive[];
  return applied?.arguments();
}

/** The same in a form in which equal ones are the same text; empty for none. */
export function suppressionText(read: ReadSubgraph, element: SchemaElement<never, never>): string {
  const given = suppressOn(read, element);
  if (given === undefined) return '';
  const sorted = Object.entries(given).sort(([one], [other]) => (one < other ? -1 : 1));
  return `suppress ${JSON.stringify(sorted)}`;
}
