import {
  Kind,
  OperationTypeNode,
  print,
  visit,
  type DirectiveNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { isIncluded, type ChosenOperation } from './chosen-operation.js';
import { createFieldNamer, type FieldNamer, type NamingInput } from './name-fields.js';
import { renameVariables } from './rename-variables.js';

export interface NormalisedOperation {
  readonly kind: OperationTypeNode;
  /** What is asked of subgraphs; of a mutation only fields, each once. */
  readonly selections: readonly SelectionNode[];
  /** The text of an operation with these selections. */
  readonly textOf: (selections: readonly SelectionNode[]) => string;
  readonly nameOf: FieldNamer;
  /** The client's name of each variable that was renamed. */
  readonly clientNames: ReadonlyMap<string, string>;
}

/**
 * Rewrites an operation for planning. Fragments are spread and conditions decided. Aliases are replaced: a field without
 * arguments goes by its own name, one with arguments by a name that stands for both; so no name of a client's choosing
 * can stand where the planner puts a key or a required field, for it joins selections by response name alone. Meta fields
 * that no subgraph answers are left out.
 */
export function normaliseOperation(chosen: ChosenOperation, naming: NamingInput): NormalisedOperation {
  const nameOf = createFieldNamer(chosen, naming);
  const kind = chosen.operation.operation;
  const all = normalise(chosen.operation.selectionSet, { chosen, nameOf });
  const selections = (kind === OperationTypeNode.MUTATION ? flat(all) : all).filter(
    (selection) => !isTypeName(selection),
  );
  const whole = { ...chosen.operation, directives: [], selectionSet: selectionSetOf(selections) };
  const { operation, clientNames } = renameVariables(whole);
  return {
    kind,
    selections: operation.selectionSet.selections,
    textOf: (some) => print(withUsedVariables({ ...operation, selectionSet: selectionSetOf(some) })),
    nameOf,
    clientNames,
  };
}

/** The fields of a root type in the order in which they are to run. */
function flat(selections: readonly SelectionNode[]): FieldNode[] {
  const fields = new Map<string, FieldNode>();
  const add = (field: FieldNode): void => {
    const name = field.alias?.value ?? field.name.value;
    const known = fields.get(name);
    const nested = [...(known?.selectionSet?.selections ?? []), ...(field.selectionSet?.selections ?? [])];
    fields.set(name, nested.length > 0 ? { ...field, selectionSet: selectionSetOf(nested) } : field);
  };
  const addAll = (some: readonly SelectionNode[]): void => {
    for (const selection of some) {
      if (selection.kind === Kind.FIELD) add(selection);
      else if (selection.kind === Kind.INLINE_FRAGMENT) addAll(selection.selectionSet.selections);
    }
  };
  addAll(selections);
  return [...fields.values()];
}

function isTypeName(selection: SelectionNode): boolean {
  return selection.kind === Kind.FIELD && selection.name.value === '__typename';
}

function selectionSetOf(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}

interface Normalising {
  readonly chosen: ChosenOperation;
  readonly nameOf: FieldNamer;
}

function normalise({ selections }: SelectionSetNode, normalising: Normalising): SelectionNode[] {
  const { chosen, nameOf } = normalising;
  return selections.flatMap((selection): SelectionNode[] => {
    if (!isIncluded(selection, chosen.conditions)) return [];
    if (selection.kind === Kind.FIELD) {
      if (/^__(schema|type)$/.test(selection.name.value)) return [];
      const field = normaliseField(selection, nameOf(selection), normalising);
      const allowed = chosen.withheld?.get(selection);
      return allowed ? allowed.map((typeName) => onType(typeName, field)) : [field];
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : chosen.fragments.get(selection.name.value)!;
    const nested = normalise(fragment.selectionSet, normalising);
    if (nested.length === 0) return [];
    return [
      {
        kind: Kind.INLINE_FRAGMENT,
        ...(fragment.typeCondition ? { typeCondition: fragment.typeCondition } : {}),
        directives: keptDirectives(selection.directives, chosen),
        selectionSet: selectionSetOf(nested),
      },
    ];
  });
}

function onType(typeName: string, field: FieldNode): SelectionNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: typeName } },
    selectionSet: selectionSetOf([field]),
  };
}

function normaliseField(field: FieldNode, name: string, normalising: Normalising): FieldNode {
  const nested = field.selectionSet && normalise(field.selectionSet, normalising);
  const typeName: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
  return {
    kind: Kind.FIELD,
    name: field.name,
    ...(name === field.name.value ? {} : { alias: { kind: Kind.NAME, value: name } }),
    ...(field.arguments ? { arguments: field.arguments } : {}),
    directives: keptDirectives(field.directives, normalising.chosen),
    ...(nested ? { selectionSet: selectionSetOf(nested.length > 0 ? nested : [typeName]) } : {}),
  };
}

/** Directives that were decided go; those that a client may have from its schema stay. */
function keptDirectives(
  directives: readonly DirectiveNode[] | undefined,
  { deferred }: ChosenOperation,
): DirectiveNode[] {
  const decided = deferred.length > 0 ? ['skip', 'include'] : ['skip', 'include', 'defer'];
  return (directives ?? []).filter(({ name }) => !decided.includes(name.value));
}

function withUsedVariables(operation: OperationDefinitionNode): OperationDefinitionNode {
  const used = new Set<string>();
  visit(operation.selectionSet, { Variable: ({ name }) => void used.add(name.value) });
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value));
  return { ...operation, ...(variableDefinitions ? { variableDefinitions } : {}) };
}
