import { Kind, type SelectionSetNode } from 'graphql';
import { parseFieldSet, walkFieldSet } from './field-sets.js';
import { argumentOf, directivesOf, graphOf } from './join-directives.js';
import type { SupergraphTypes } from './supergraph-types.js';
import type { SyntheticField } from './synthetic-fields.js';

/** A field that a subgraph can only answer when it is given others. */
export interface Requirement {
  readonly typeName: string;
  readonly fieldName: string;
  /** The enum value of the subgraph. */
  readonly graph: string;
  readonly requires: string;
}

/** Every field with `@requires`. */
export function requirementsOf(types: SupergraphTypes): Requirement[] {
  return types.withFields().flatMap((type) =>
    (type.fields ?? []).flatMap((field) =>
      directivesOf(field, 'join__field').flatMap((directive) => {
        const requires = argumentOf(directive, 'requires');
        const graph = graphOf(directive);
        return typeof requires === 'string' && graph !== undefined
          ? [{ typeName: type.name.value, fieldName: field.name.value, graph, requires }]
          : [];
      }),
    ),
  );
}

/**
 * The requirements that the planner gets wrong in one subgraph: those of fields that another requirement names, for it
 * asks for them without their own inputs; those that share an input with such a one, for it would be asked for where it
 * is external; and those that want one field with different arguments.
 */
export function entangled(
  requirements: readonly Requirement[],
  types: SupergraphTypes,
  synthetic: Readonly<Record<string, SyntheticField>>,
): Requirement[] {
  const named = new Set<string>();
  for (const { typeName, requires } of requirements) {
    walkFieldSet(types, { typeName, selectionSet: parseFieldSet(requires) }, (type, field) => {
      for (const relative of types.family(type, field)) named.add(`${relative}.${field}`);
    });
  }
  const inTheMiddle = requirements.filter(({ typeName, fieldName }) => named.has(`${typeName}.${fieldName}`));
  return requirements.filter(
    (one) =>
      inTheMiddle.some((other) => other === one || sharesInput(one, other)) ||
      requirements.some((other) => clashes(one, other, synthetic)),
  );
}

/**
 * Those of interface objects: in one fetch the planner demands of every object what a field for one implementation
 * requires.
 */
export function ofInterfaceObjects(requirements: readonly Requirement[], types: SupergraphTypes): Requirement[] {
  return requirements.filter(({ typeName, graph }) =>
    directivesOf(types.get(typeName)!, 'join__type').some(
      (one) => graphOf(one) === graph && argumentOf(one, 'isInterfaceObject') === true,
    ),
  );
}

function sharesInput(one: Requirement, other: Requirement): boolean {
  if (one.typeName !== other.typeName || one.graph !== other.graph) return false;
  const names = new Set(fieldsOf(parseFieldSet(one.requires)).map(({ name }) => name));
  return fieldsOf(parseFieldSet(other.requires)).some(({ name }) => names.has(name));
}

function clashes(one: Requirement, other: Requirement, synthetic: Readonly<Record<string, SyntheticField>>): boolean {
  if (one.typeName !== other.typeName || one.graph !== other.graph || one.requires === other.requires) return false;
  const standIns = Object.keys(synthetic);
  if (!standIns.some((name) => one.requires.includes(name))) return false;
  const sent = (name: string) => (standIns.includes(name) ? synthetic[name]!.name : name);
  return differ(parseFieldSet(one.requires), parseFieldSet(other.requires), sent);
}

/** Whether two field sets want different fields sent under one name. */
function differ(one: SelectionSetNode, other: SelectionSetNode, sent: (name: string) => string): boolean {
  return fieldsOf(one).some((field) =>
    fieldsOf(other).some(
      (another) =>
        sent(field.name) === sent(another.name) &&
        (field.name !== another.name ||
          (field.below !== undefined && another.below !== undefined && differ(field.below, another.below, sent))),
    ),
  );
}

function fieldsOf({ selections }: SelectionSetNode): { name: string; below: SelectionSetNode | undefined }[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [{ name: selection.name.value, below: selection.selectionSet }];
    return selection.kind === Kind.INLINE_FRAGMENT ? fieldsOf(selection.selectionSet) : [];
  });
}
