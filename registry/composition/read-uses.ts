import type { Directive } from '@apollo/federation-internals';
import { answeredField, answeredFields, fieldsOf, fieldTypes, lineOf, type Field } from './definitions.js';
import { contextTargets, targetsOf } from './field-sets.js';
import type { GrantAct } from './grant-act.js';
import type { SourceLine, Use } from './messages.js';
import { readHidden } from './read-hidden.js';
import { keyedFields, readKeys, type Key } from './read-keys.js';
import { readLentFields } from './read-lent-fields.js';
import { readOtherDirectives } from './read-other-directives.js';
import { readOtherProtection } from './read-other-protection.js';
import { readRedefined } from './read-redefined.js';
import type { FieldsType, ReadSubgraph } from './read-subgraph.js';

/**
 * What a candidate does to types and fields that others define too. Whose they are is not known here: every use is given,
 * and those of the candidate's own types are for the caller to leave out.
 */
export function readUses(candidate: ReadSubgraph, others: readonly ReadSubgraph[]): Use[] {
  const keys = readKeys(candidate);
  const keyed = keyedFields(keys);
  const found = [
    ...keyUses(candidate, keys, others),
    ...fieldTypes(candidate).flatMap((type) =>
      fieldsOf(type).flatMap((field) =>
        fieldSetUses(candidate, type, field).filter((use) => !keyed.has(use.coordinate)),
      ),
    ),
    ...contextUses(candidate).filter((use) => !keyed.has(use.coordinate)),
    ...overrideUses(candidate),
    ...sharedUses(candidate, others, keyed),
    ...interfaceObjectUses(candidate),
    ...readLentFields(candidate, others),
    ...readHidden(candidate),
    ...readOtherProtection(candidate, others, keyed),
    ...readRedefined(candidate, others),
    ...readOtherDirectives(candidate, others),
  ];
  return found.map((use) => ({ ...use, sources: [...use.sources, ...elsewhere(others, use.coordinate)] }));
}

function keyUses(candidate: ReadSubgraph, keys: readonly Key[], others: readonly ReadSubgraph[]): Use[] {
  const names = new Set(keys.map(({ type }) => type.name));
  const offered = others.flatMap((other) =>
    readKeys(other, names).map(({ type, targets }) => ({ by: other.name, text: `${type.name}: ${targets.join()}` })),
  );
  return keys.flatMap(({ type, targets, line }) => {
    const text = `${type.name}: ${targets.join()}`;
    const by = offered.filter((offer) => offer.text === text).map((offer) => offer.by);
    return targets.map((coordinate) => ({
      act: 'KEY' as const,
      coordinate,
      sources: [candidate.line(line)],
      others: by,
    }));
  });
}

function fieldSetUses(candidate: ReadSubgraph, type: FieldsType, field: Field): Use[] {
  const metadata = candidate.subgraph.metadata();
  const returned = candidate.subgraph.schema.type(field.type?.toString().replace(/[[\]!]/g, '') ?? '');
  const requires = field
    .appliedDirectivesOf(metadata.requiresDirective())
    .flatMap((directive) => usesOf(candidate, 'REQUIRES', directive, targetsOf(type, directive)));
  const provides = field
    .appliedDirectivesOf(metadata.providesDirective())
    .flatMap((directive) =>
      usesOf(candidate, 'PROVIDES', directive, returned ? targetsOf(returned as never, directive) : []),
    );
  return [...requires, ...provides];
}

function contextUses(candidate: ReadSubgraph): Use[] {
  const applications = [...candidate.subgraph.metadata().fromContextDirective().applications()] as Directive[];
  return applications.flatMap((directive) =>
    usesOf(candidate, 'FROM_CONTEXT', directive, contextTargets(candidate, String(directive.arguments().field))),
  );
}

function overrideUses(candidate: ReadSubgraph): Use[] {
  const definition = candidate.subgraph.metadata().overrideDirective();
  return fieldTypes(candidate).flatMap((type) =>
    fieldsOf(type).flatMap((field) =>
      field
        .appliedDirectivesOf(definition)
        .flatMap((directive) => usesOf(candidate, 'OVERRIDE', directive, [field.coordinate])),
    ),
  );
}

/** Fields of objects, and root fields, that others answer as well. */
function sharedUses(candidate: ReadSubgraph, others: readonly ReadSubgraph[], keyed: ReadonlySet<string>): Use[] {
  const override = candidate.subgraph.metadata().overrideDirective();
  return fieldTypes(candidate)
    .filter((type) => type.kind === 'ObjectType')
    .flatMap((type) =>
      answeredFields(candidate, type)
        .filter((field) => !keyed.has(field.coordinate) && !field.hasAppliedDirective(override))
        .filter((field) => others.some((other) => answeredField(other, type.name, field.name)))
        .map((field) => ({
          act: 'SHAREABLE' as const,
          coordinate: field.coordinate,
          sources: [candidate.line(lineOf(field as never))],
          others: [],
        })),
    );
}

function interfaceObjectUses(candidate: ReadSubgraph): Use[] {
  const metadata = candidate.subgraph.metadata();
  return candidate.types
    .filter((type) => metadata.isInterfaceObjectType(type))
    .map((type) => ({
      act: 'INTERFACE_OBJECT',
      coordinate: type.name,
      sources: [candidate.line(lineOf(type as never))],
      others: [],
    }));
}

function usesOf(candidate: ReadSubgraph, act: GrantAct, directive: Directive, coordinates: readonly string[]): Use[] {
  const sources = [candidate.line(lineOf(directive))];
  return coordinates.map((coordinate) => ({ act, coordinate, sources, others: [] }));
}

/** The lines on which others define a coordinate. */
function elsewhere(others: readonly ReadSubgraph[], coordinate: string): SourceLine[] {
  const [typeName = '', fieldName] = coordinate.split('.');
  return others.flatMap((other) => {
    const type = other.subgraph.schema.type(typeName);
    if (fieldName === undefined) return type ? [other.line(lineOf(type as never))] : [];
    const field = answeredField(other, typeName, fieldName);
    return field ? [other.line(lineOf(field as never))] : [];
  });
}
