import { baseType, isLeafType, type NamedType, type SchemaElement } from '@apollo/federation-internals';
import { answeredFields, fieldTypes, lineOf, ROOT_TYPES, type Field } from './definitions.js';
import type { Problem } from './messages.js';
import { keepsOut } from './read-protection.js';
import type { ReadSubgraph } from './read-subgraph.js';
import { specifiedName } from './specified-name.js';

/** What the last words of a field's name are when it holds personal data, as a rule. */
const PERSONAL =
  /(^|-)(e-?mail(-address)?|(tele|mobile-|home-)?phone(-number)?|mobile(-number)?|home-address|nhs-number|national-insurance-number|passport-number|date-of-(birth|death)|birth-?da(te|y)|dob|age|gender|sex|ethnicity|ethnic-group|ethnic-category|nationality|religion|belief|sexual-orientation|marital-status|disabilit(y|ies)|health-condition|diagnosis|trade-union-membership|(given|family|first|last|middle|maiden)-name|surname|salary|bank-account(-number)?|ip-address)$/;
/** A tag that says that a field holds no personal data, whatever its name. */
const NOT_PERSONAL = 'not-personal';

/** What was live before, to tell what is shown now for the first time; null for a new subgraph. */
export interface PersonalDataRules {
  readonly tags: readonly string[];
  readonly before: ReadSubgraph | null;
}

/**
 * Finds fields that are marked as personal data and that anybody may read, and fields that look so and are not marked. What
 * was shown before is a warning, so that it does not hold up everything else; to show it for the first time is an error.
 */
export function lintPersonalData(candidate: ReadSubgraph, { tags, before }: PersonalDataRules): Problem[] {
  return fieldTypes(candidate)
    .filter((type) => type.kind === 'ObjectType')
    .flatMap((type) =>
      answeredFields(candidate, type).flatMap((field) => {
        const marks = marksOf(candidate, field);
        if (marks.some((mark) => tags.includes(mark))) {
          if (isProtected(candidate, field)) return [];
          return [unprotected(candidate, field, before !== null && wasShown(before, field, tags))];
        }
        const looksPersonal = !ROOT_TYPES.has(type.name) && PERSONAL.test(dashed(field.name));
        return looksPersonal && !marks.includes(NOT_PERSONAL) ? [untagged(candidate, field)] : [];
      }),
    );
}

function unprotected(candidate: ReadSubgraph, field: Field, wasShownBefore: boolean): Problem {
  return {
    ...at(candidate, field),
    code: 'PERSONAL_DATA_UNPROTECTED',
    severity: wasShownBefore ? 'WARNING' : 'ERROR',
    message: `${field.coordinate} is personal data, and anybody may read it`,
  };
}

function untagged(candidate: ReadSubgraph, field: Field): Problem {
  return {
    ...at(candidate, field),
    code: 'LINT_PERSONAL_DATA',
    severity: 'WARNING',
    message: `${field.coordinate} looks like personal data, and has no tag that says so`,
  };
}

function at(candidate: ReadSubgraph, field: Field): Pick<Problem, 'coordinate' | 'sources'> {
  return { coordinate: field.coordinate, sources: [candidate.line(lineOf(field as never))] };
}

/** Whether the field, the type that it belongs to or the type that it gives is protected. */
function isProtected(candidate: ReadSubgraph, field: Field): boolean {
  return [field, field.parent, givenType(field)].some((element) => element && keepsOut(candidate, element as never));
}

/** The tags of a field, of the type that it belongs to, and of the scalar or enum that it gives. */
function marksOf(read: ReadSubgraph, field: Field): string[] {
  const given = givenType(field);
  return [field, field.parent, ...(given && isLeafType(given) ? [given] : [])].flatMap((one) => tagsOf(read, one));
}

function givenType({ type }: Field): NamedType | undefined {
  return type && baseType(type);
}

function wasShown(before: ReadSubgraph, { parent, name }: Field, tags: readonly string[]): boolean {
  const type = before.withFields.get(parent.name);
  const field = type?.field(name) as Field | undefined;
  if (!type || !field || isProtected(before, field)) return false;
  return marksOf(before, field).some((mark) => tags.includes(mark));
}

function tagsOf(read: ReadSubgraph, element: unknown): string[] {
  return (element as SchemaElement<never, never>).appliedDirectives
    .filter((directive) => specifiedName(read, directive as never) === 'tag')
    .map((directive) => String(directive.arguments()['name']));
}

/** `dateOfBirth` becomes `date-of-birth`. */
function dashed(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
}
