import { Kind, type ConstDirectiveNode, type FieldDefinitionNode } from 'graphql';
import { SUPPRESS_IDENTITY } from '../../../kit/suppress-specification.js';
import { argumentOf, directivesOf } from '../prepare/join-directives.js';
import { namedType, type SupergraphTypes } from '../prepare/supergraph-types.js';
import type { CoreFeature } from '../protection/core-features.js';
import { combineSuppressions } from './combine-suppressions.js';
import { countsOf } from './counts-of.js';
import type { Suppression, Suppressions } from './suppression.js';
import { givenArgument, givenTexts } from '../../../kit/given-arguments.js';

const PER_CENT = 100;

/**
 * Finds what `@suppress` stands on. A field of an interface is suppressed as in all its types, and the other way round.
 * Throws where the directive cannot be kept: nothing of such a graph may be served.
 */
export function suppressionsOf(types: SupergraphTypes, features: readonly CoreFeature[]): Suppressions {
  const feature = features.find(({ identity }) => identity === SUPPRESS_IDENTITY);
  if (!feature) return {};
  const name = feature.directiveName('suppress');
  const own: Record<string, Suppression> = {};
  const related: Record<string, Suppression[]> = {};
  for (const type of types.withFields())
    for (const field of type.fields ?? []) {
      const [directive] = directivesOf(field, name);
      if (!directive) continue;
      const coordinate = `${type.name.value}.${field.name.value}`;
      const suppression = suppressionOf(directive, coordinate);
      own[coordinate] = suppression;
      for (const relative of types.family(type.name.value, field.name.value)) {
        const other = `${relative}.${field.name.value}`;
        assertNullable(types.field(relative, field.name.value)!, other);
        (related[other] ??= []).push(suppression);
      }
    }
  const found = foundOf(own, related);
  for (const [coordinate, suppression] of Object.entries(found))
    assertBeside(coordinate, suppression, { types, found });
  return found;
}

/** What a field says of itself goes before what related fields say. */
function foundOf(own: Suppressions, related: Readonly<Record<string, readonly Suppression[]>>): Suppressions {
  return Object.fromEntries(
    Object.entries(related).map(([coordinate, all]) => [coordinate, own[coordinate] ?? combineSuppressions(all)!]),
  );
}

function suppressionOf(directive: ConstDirectiveNode, coordinate: string): Suppression {
  const [numerator, denominator] = givenTexts(directive, 'rateOf');
  const over = argumentOf(directive, 'meanOver');
  const total = argumentOf(directive, 'totalOf');
  if (numerator !== undefined)
    return { kind: 'rate', numerator, denominator: denominator ?? '', per: numberOf(directive, 'per') ?? PER_CENT };
  if (typeof over === 'string') return { kind: 'mean', over };
  if (typeof total === 'string') return { kind: 'total', of: total.split('.') };
  const group = argumentOf(directive, 'group');
  const isAlone = argumentOf(directive, 'alone') === true;
  return { kind: 'count', groups: [typeof group === 'string' ? group : coordinate], isAlone };
}

function assertNullable({ type }: FieldDefinitionNode, coordinate: string): void {
  if (type.kind === Kind.NON_NULL_TYPE)
    throw new Error(`${coordinate} has @suppress and may not be null, so that it could not be withheld`);
}

interface Found {
  readonly types: SupergraphTypes;
  readonly found: Suppressions;
}

/** A figure that is computed from a count which anybody may see whole would tell it. */
function assertBeside(coordinate: string, suppression: Suppression, { types, found }: Found): void {
  const [typeName = ''] = coordinate.split('.');
  for (const path of countsOf(suppression)) {
    const counted = coordinateAt(types, typeName, path);
    if (counted === undefined || found[counted]?.kind !== 'count')
      throw new Error(`${coordinate} has @suppress with ${path.join('.')}, which is no suppressed count`);
  }
}

function coordinateAt(types: SupergraphTypes, typeName: string, path: readonly string[]): string | undefined {
  let within: string | undefined = typeName;
  for (const name of path.slice(0, -1)) {
    const field: FieldDefinitionNode | undefined = within === undefined ? undefined : types.field(within, name);
    within = field && namedType(field.type);
  }
  return within === undefined ? undefined : `${within}.${path.at(-1)}`;
}

function numberOf(directive: ConstDirectiveNode, name: string): number | undefined {
  const value = givenArgument(directive, name);
  return value?.kind === Kind.INT ? Number(value.value) : undefined;
}
