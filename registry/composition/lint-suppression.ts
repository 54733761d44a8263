import {
  baseType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type InputType,
  type NamedType,
  type Type,
} from '@apollo/federation-internals';
import { fieldsOf, fieldTypes, lineOf, type Field } from './definitions.js';
import type { Problem } from './messages.js';
import { isSuppressComposed, suppressOn, type SuppressArguments } from './read-suppression.js';
import type { ReadSubgraph } from './read-subgraph.js';

/** Suppressed figures of types, by the names of the types. */
type Counts = ReadonlyMap<string, ReadonlySet<string>>;

/** Finds fields whose small numbers gateways kept out of answers before, and would show now. */
export function lintUnsuppressed(candidate: ReadSubgraph, before: ReadSubgraph | null): Problem[] {
  if (before === null) return [];
  return fieldTypes(candidate)
    .flatMap((type) => fieldsOf(type))
    .filter((field) => {
      const known = before.withFields.get(field.parent.name)?.field(field.name);
      const wasSuppressed = known !== undefined && suppressOn(before, known as never) !== undefined;
      return wasSuppressed && suppressOn(candidate, field as never) === undefined;
    })
    .map((field) => ({
      code: 'SUPPRESS_REMOVED',
      severity: 'WARNING',
      message: `${field.coordinate} had @suppress, and everybody who may read it would see small numbers of people now`,
      coordinate: field.coordinate,
      sources: [candidate.line(lineOf(field as never))],
    }));
}

/**
 * Finds where `@suppress` could not be kept: composition would drop it, its field cannot be withheld, it is made from what
 * is no suppressed count, or an argument tells what it withholds.
 */
export function lintSuppression(candidate: ReadSubgraph): Problem[] {
  const fields = fieldTypes(candidate).flatMap((type) => fieldsOf(type));
  const marked = fields.flatMap((field) => {
    const given = suppressOn(candidate, field as never);
    return given ? [{ field, given }] : [];
  });
  if (marked.length === 0) return [];
  const problem = (code: string, field: Field, message: string): Problem => ({
    code,
    severity: 'ERROR',
    message: `${field.coordinate} ${message}`,
    coordinate: field.coordinate,
    sources: [candidate.line(lineOf(field as never))],
  });
  const counts = countsOf(marked.filter(({ given }) => !(given.rateOf ?? given.meanOver ?? given.totalOf)));
  const figures = countsOf(marked);
  const dropped = isSuppressComposed(candidate) ? [] : [marked[0]!.field];
  return [
    ...dropped.map((field) =>
      problem('SUPPRESS_NOT_COMPOSED', field, 'has @suppress, which the schema does not compose'),
    ),
    ...marked.flatMap(({ field, given }) =>
      faultsOf(field, given, { candidate, counts }).map((fault) => problem('SUPPRESS_INVALID', field, fault)),
    ),
    ...fields.flatMap((field) =>
      figuresNamedBy(field, figures).map(({ figure, isFar }) => ({
        ...problem('SUPPRESS_TOLD_BY_ARGUMENT', field, `can be sorted or chosen by ${figure}, which has @suppress`),
        severity: isFar ? ('WARNING' as const) : ('ERROR' as const),
      })),
    ),
  ];
}

interface Marked {
  readonly field: Field;
  readonly given: SuppressArguments;
}

function countsOf(marked: readonly Marked[]): Counts {
  const counts = new Map<string, Set<string>>();
  for (const { field } of marked) {
    const { name } = field.parent;
    counts.set(name, (counts.get(name) ?? new Set()).add(field.name));
  }
  return counts;
}

interface Known {
  readonly candidate: ReadSubgraph;
  readonly counts: Counts;
}

function faultsOf(field: Field, given: SuppressArguments, known: Known): string[] {
  const { rateOf, meanOver, totalOf, per } = given;
  const kinds = [rateOf, meanOver, totalOf].filter((one) => one !== undefined && one !== null);
  const paths = [
    ...(rateOf ?? []).map((name) => [name]),
    ...(meanOver ? [[meanOver]] : []),
    ...(totalOf ? [totalOf.split('.')] : []),
  ];
  const isMade = rateOf ?? meanOver;
  return [
    ...(field.type?.kind === 'NonNullType' ? ['may not be null, so that it could not be withheld'] : []),
    ...(isNumber(field.type, isMade !== undefined && isMade !== null) ? [] : ['is no number']),
    ...(kinds.length > 1 ? ['has more than one of rateOf, meanOver and totalOf'] : []),
    ...(rateOf && rateOf.length !== 2 ? ['needs two counts for its rate: numerator and denominator'] : []),
    ...(per !== undefined && per !== null && per < 1 ? ['has a rate per less than 1'] : []),
    ...paths
      .filter((path) => !leadsToCount(field.parent.name, path, known))
      .map((path) => `comes from ${path.join('.')}, which is no count with @suppress`),
  ];
}

/** Rates and means may be scalars of one's own, such as `Decimal`. */
function isNumber(type: Type | undefined, isMade: boolean): boolean {
  const nullable = type?.kind === 'NonNullType' ? (type.ofType as Type) : type;
  if (nullable?.kind !== 'ScalarType') return false;
  return ['Int', 'Float'].includes(nullable.name) || (isMade && !['ID', 'Boolean', 'String'].includes(nullable.name));
}

function leadsToCount(typeName: string, [name = '', ...rest]: readonly string[], known: Known): boolean {
  if (rest.length === 0) return known.counts.get(typeName)?.has(name) ?? false;
  const field = known.candidate.withFields.get(typeName)?.field(name) as Field | undefined;
  return field?.type !== undefined && leadsToCount(baseType(field.type as never).name, rest, known);
}

interface NamedFigure {
  readonly figure: string;
  /** Whether it is so far away that the name may mean something else. */
  readonly isFar: boolean;
}

/** A connection, its edges, their nodes. */
const NEAR_STEPS = 3;

/** Figures of what a field leads to that its arguments name, on whatever way. */
function figuresNamedBy(field: Field, figures: Counts): NamedFigure[] {
  const told = field.arguments().flatMap(({ name, type }) => [name, ...(type ? namesIn(type) : [])].map(wordsOf));
  if (told.length === 0) return [];
  return [...typesBelow(field)].flatMap(([typeName, steps]) =>
    [...(figures.get(typeName) ?? [])]
      .filter((name) => told.some((words) => words.includes(wordsOf(name))))
      .map((name) => ({ figure: `${typeName}.${name}`, isFar: steps > NEAR_STEPS })),
  );
}

/** The types that a field leads to, with those that have a type in common with them, and by how many steps each. */
function typesBelow(field: Field): Map<string, number> {
  const found = new Map<string, number>();
  const waiting: [NamedType, number][] = field.type ? [[baseType(field.type as never), 1]] : [];
  for (const [type, steps] of waiting) {
    if (found.has(type.name)) continue;
    found.set(type.name, steps);
    if (isUnionType(type)) waiting.push(...type.types().map((one): [NamedType, number] => [one, steps]));
    if (isInterfaceType(type))
      waiting.push(...type.possibleRuntimeTypes().map((one): [NamedType, number] => [one, steps]));
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    waiting.push(...type.interfaces().map((one): [NamedType, number] => [one, steps]));
    for (const { type: below } of fieldsOf(type)) if (below) waiting.push([baseType(below as never), steps + 1]);
  }
  return found;
}

/** The values of enums and the fields of input types, at any depth. */
function namesIn(type: InputType, seen = new Set<string>()): string[] {
  const named = baseType(type);
  if (seen.has(named.name)) return [];
  seen.add(named.name);
  if (isEnumType(named)) return named.values.map(({ name }) => name);
  if (!isInputObjectType(named)) return [];
  return named.fields().flatMap((field) => [field.name, ...(field.type ? namesIn(field.type, seen) : [])]);
}

/** The words of a name, between spaces: of `minPeople` and of `MIN_PEOPLE` the same. */
function wordsOf(name: string): string {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll('_', ' ');
  return ` ${words.toLowerCase().trim().replaceAll(/ +/g, ' ')} `;
}
