import { Kind, print, type ConstDirectiveNode, type FieldDefinitionNode, type SelectionSetNode } from 'graphql';
import { parseFieldSet, printFieldSet } from './field-sets.js';
import { argumentOf, directivesOf, withArgument } from './join-directives.js';
import type { SupergraphTypes, WithFields } from './supergraph-types.js';

/** What a synthetic field stands for: a field with arguments, as GraphQL text. */
export interface SyntheticField {
  readonly name: string;
  /** `(currency: EUR)` */
  readonly argumentsText: string;
}

/**
 * Gives every field that `@requires` asks for with arguments a field of its own without any, for the planner joins
 * selections by name alone and would take the value of other arguments. Returns what each stands for, by its name.
 */
export function addSyntheticFields(types: SupergraphTypes, marker: string): Record<string, SyntheticField> {
  const synthetic: Record<string, SyntheticField> = {};
  const needed = new Map<string, { readonly typeName: string; readonly name: string }>();
  const need = (typeName: string, name: string, argumentsText: string): string => {
    const known = Object.keys(synthetic).find(
      (key) => synthetic[key]!.name === name && synthetic[key]!.argumentsText === argumentsText,
    );
    const given = known ?? `${name}${marker}r${Object.keys(synthetic).length}`;
    synthetic[given] = { name, argumentsText };
    for (const relative of types.family(typeName, name))
      needed.set(`${relative}.${given}`, { typeName: relative, name: given });
    return given;
  };

  for (const type of types.withFields()) types.replace(withRequirements(type, { types, need }));
  for (const { typeName, name } of needed.values())
    addField(types, typeName, { name, standsFor: synthetic[name]!.name });
  return synthetic;
}

interface Rewriting {
  readonly types: SupergraphTypes;
  readonly need: (typeName: string, name: string, argumentsText: string) => string;
}

function withRequirements(type: WithFields, rewriting: Rewriting): WithFields {
  const rewrite = (directive: ConstDirectiveNode): ConstDirectiveNode => {
    const requires = argumentOf(directive, 'requires');
    if (typeof requires !== 'string' || !requires.includes('(')) return directive;
    const rewritten = withoutArguments(parseFieldSet(requires), type.name.value, rewriting);
    return withArgument(directive, 'requires', { kind: Kind.STRING, value: printFieldSet(rewritten) });
  };
  const fields = (type.fields ?? []).map((field) => ({ ...field, directives: (field.directives ?? []).map(rewrite) }));
  return { ...type, fields };
}

function withoutArguments(set: SelectionSetNode, typeName: string, rewriting: Rewriting): SelectionSetNode {
  const { types, need } = rewriting;
  const selections = set.selections.map((selection) => {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const within = selection.typeCondition?.name.value ?? typeName;
      return { ...selection, selectionSet: withoutArguments(selection.selectionSet, within, rewriting) };
    }
    if (selection.kind !== Kind.FIELD) return selection;
    const { name, arguments: args = [], selectionSet } = selection;
    const below = types.typeOfField(typeName, name.value);
    const argumentsText = args
      .map((argument) => print(argument))
      .sort()
      .join(', ');
    const given = args.length === 0 ? name.value : need(typeName, name.value, `(${argumentsText})`);
    return {
      kind: Kind.FIELD as const,
      name: { ...name, value: given },
      ...(selectionSet && below !== undefined
        ? { selectionSet: withoutArguments(selectionSet, below, rewriting) }
        : {}),
    };
  });
  return { ...set, selections };
}

function addField(
  types: SupergraphTypes,
  typeName: string,
  { name, standsFor }: { readonly name: string; readonly standsFor: string },
): void {
  const type = types.get(typeName) as WithFields;
  const original = types.field(typeName, standsFor)!;
  const added: FieldDefinitionNode = {
    kind: Kind.FIELD_DEFINITION,
    name: { kind: Kind.NAME, value: name },
    type: original.type,
    directives: directivesOf(original, 'join__field'),
  };
  types.replace({ ...type, fields: [...(type.fields ?? []), added] });
}
