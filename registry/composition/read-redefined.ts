import {
  isEnumType,
  isInputObjectType,
  isUnionType,
  type Directive,
  type NamedType,
  type SchemaElement,
  type Type,
} from '@apollo/federation-internals';
import { SUPPRESS_IDENTITY } from '../../kit/suppress-specification.js';
import { answeredFields, lineOf, type Field } from './definitions.js';
import type { Use } from './messages.js';
import type { FieldsType, ReadSubgraph } from './read-subgraph.js';
import { specifiedName } from './specified-name.js';

/**
 * Where a candidate says otherwise than all other subgraphs what something is. Composition makes one definition of both: a
 * narrower input or enum takes values from all clients, a wider field may be null for all, and a directive of either holds
 * for both. Protection and hiding are read elsewhere, and descriptions may differ.
 */
export function readRedefined(candidate: ReadSubgraph, others: readonly ReadSubgraph[]): Use[] {
  return candidate.types.flatMap((type) => {
    const known = others.flatMap((other) => {
      const theirs = other.subgraph.schema.type(type.name);
      return theirs ? partsOf(other, theirs).map((part) => ({ by: other.name, ...part })) : [];
    });
    const knownByName = Map.groupBy(known, ({ name }) => name);
    return partsOf(candidate, type).flatMap((part) => {
      const same = knownByName.get(part.name) ?? [];
      // All types of an interface must have a field that one subgraph gives it, those of its owner to come as well.
      const isAdded = same.length === 0 && type.kind === 'InterfaceType';
      const concerned = isAdded ? known : same;
      if (concerned.length === 0 || !(isAdded || saysAnythingNew(part, same))) return [];
      const coordinate = isAdded ? type.name : part.coordinate;
      const sources = [candidate.line(lineOf(part.element))];
      return [{ act: 'DEFINITION' as const, coordinate, sources, others: concerned.map(({ by }) => by) }];
    });
  });
}

/** Something that composition makes one of, when several subgraphs define it. */
interface Part {
  /** Within its type; empty for the type itself. */
  readonly name: string;
  /** What has an owner: of a value or an input field its type. */
  readonly coordinate: string;
  readonly element: SchemaElement<never, never>;
  /** What must be as somebody else says it. */
  readonly form: string;
  /** What holds when one of both says it. */
  readonly words: readonly string[];
}

/** What another says already changes nothing when it is said again. */
function saysAnythingNew({ form, words }: Part, known: readonly Part[]): boolean {
  return (
    known.every((one) => one.form !== form) || words.some((word) => known.every((one) => !one.words.includes(word)))
  );
}

function partsOf(read: ReadSubgraph, type: NamedType): Part[] {
  const part = (name: string, element: unknown, said: Partial<Part> = {}): Part => ({
    name,
    coordinate: type.name,
    element: element as SchemaElement<never, never>,
    form: '',
    ...said,
    words: [...directivesOf(read, element), ...(said.words ?? [])],
  });
  const whole = (said: Partial<Part> = {}) => part('', type, said);
  if (isEnumType(type))
    return [whole({ form: namesOf(type.values) }), ...type.values.map((value) => part(value.name, value))];
  if (isInputObjectType(type))
    return [
      whole({ form: namesOf(type.fields()) }),
      ...type.fields().map((field) => part(field.name, field, { form: inputForm(field) })),
    ];
  if (isUnionType(type)) return [whole({ words: type.types().map(({ name }) => name) })];
  const fields = read.withFields.has(type.name) ? answeredFields(read, type as FieldsType) : [];
  return [whole(), ...fields.map((field) => part(field.name, field, answerOf(read, field)))];
}

function answerOf(read: ReadSubgraph, field: Field): Partial<Part> {
  const given = field.arguments().map((argument) => `${argument.name}: ${inputForm(argument)}`);
  return {
    coordinate: field.coordinate,
    form: `(${given.sort().join()}): ${String(field.type)}`,
    words: field.arguments().flatMap((argument) => directivesOf(read, argument).map((text) => argument.name + text)),
  };
}

function inputForm({
  type,
  defaultValue,
}: {
  readonly type?: Type | undefined;
  readonly defaultValue?: unknown;
}): string {
  const value = defaultValue === undefined ? '' : ` = ${JSON.stringify(defaultValue)}`;
  return String(type) + value;
}

function namesOf(parts: readonly { readonly name: string }[]): string {
  return parts
    .map(({ name }) => name)
    .sort()
    .join();
}

/** The directives of an element that come into the supergraph, in a form in which equal ones are the same text. */
function directivesOf(read: ReadSubgraph, element: unknown): string[] {
  return (element as SchemaElement<never, never>).appliedDirectives.flatMap((directive) => {
    const name = composedName(read, directive as never);
    const given = Object.entries(directive.arguments()).sort(([one], [other]) => (one < other ? -1 : 1));
    return name === undefined ? [] : [`@${name} ${JSON.stringify(given)}`];
  });
}

const COMPOSED_ALWAYS: readonly string[] = ['deprecated', 'specifiedBy', 'tag', 'cost', 'listSize'];

function composedName(read: ReadSubgraph, directive: Directive): string | undefined {
  const specified = specifiedName(read, directive);
  if (specified !== undefined) return COMPOSED_ALWAYS.includes(specified) ? specified : undefined;
  const { subgraph } = read;
  const source = subgraph.schema.coreFeatures?.sourceFeature(directive);
  // It protects, and is read with what protects.
  if (!source || source.feature.url.identity === SUPPRESS_IDENTITY) return undefined;
  const composed = [...subgraph.metadata().composeDirective().applications()];
  const isComposed = composed.some((application) => application.arguments().name === `@${directive.name}`);
  return isComposed ? `${source.feature.url.identity}/${source.nameInFeature}` : undefined;
}
