import { Kind, type FieldNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { parseFieldSet } from '../supergraph/prepare/field-sets.js';
import type { SubgraphAnswer } from '../subgraph-client/subgraph-request.js';
import type { AskedPart } from './build-request.js';
import { fieldsOf, isCovered } from './compile-represent.js';
import { isRecord } from '../../kit/is-record.js';
import type { Tree } from './program.js';
import type { TypeFacts } from './type-facts.js';

/** Stands in an answer for an entity that is another one than was asked for. */
export const OTHER_ENTITY = Symbol('another entity');

/** The keys of entities, asked for beside what is wanted of them. */
export interface KeyEchoes {
  /** The operation that asks for them, too. */
  readonly operation: OperationDefinitionNode;
  /** Whether an entity says the key by which it was asked for; so does every entity of a type that has no key. */
  readonly isSame: (representation: Tree, entity: Tree) => boolean;
}

interface EchoInput {
  readonly subgraph: string;
  readonly requires: readonly QueryPlanSelectionNode[];
  readonly types: TypeFacts;
}

/** The key of a type, as it comes back. */
interface Echo {
  /** The type on which it is selected. */
  readonly typeName: string;
  readonly fields: readonly EchoedField[];
}

interface EchoedField {
  readonly name: string;
  /** The response key under which it comes back. */
  readonly alias: string;
  readonly selectionSet: SelectionSetNode | undefined;
}

/** Adds to a fetch of entities the key by which each is looked up. */
export function echoKeys(operation: OperationDefinitionNode, input: EchoInput): KeyEchoes {
  const echoes: Echo[] = [];
  const isTaken = takenNames(operation);
  const asking = withinEntities(operation, (selectionSet) => ({
    ...selectionSet,
    selections: selectionSet.selections.map((selection) => {
      if (selection.kind !== Kind.INLINE_FRAGMENT || selection.typeCondition === undefined) return selection;
      const typeName = selection.typeCondition.name.value;
      const key = keyOf(typeName, input);
      if (!key) return selection;
      const fields = echoedFields(key, isTaken);
      echoes.push({ typeName, fields });
      const selections = [...selection.selectionSet.selections, ...fields.map(aliased)];
      return { ...selection, selectionSet: { ...selection.selectionSet, selections } };
    }),
  }));
  return {
    operation: asking,
    isSame: (representation, entity) =>
      echoes.every(
        ({ typeName, fields }) =>
          !input.types.isOfType(String(representation['__typename']), typeName) ||
          fields.every(({ name, alias, selectionSet }) => isEqual(representation[name], entity[alias], selectionSet)),
      ),
  };
}

/** Puts `OTHER_ENTITY` in the place of each entity that is not the one that was asked for there. */
export function markOthers(answer: SubgraphAnswer, asked: readonly AskedPart[]): SubgraphAnswer {
  if (answer.kind === 'failed' || answer.data === null) return answer;
  for (const { part, key, texts } of asked) {
    const isSame = part.kind === 'entities' ? part.isSame : null;
    const entities = key === null ? null : answer.data[key];
    if (!isSame || !Array.isArray(entities) || entities.length !== texts.length) continue;
    entities.forEach((entity: unknown, row) => {
      if (isRecord(entity) && !isSame(JSON.parse(texts[row]!) as Tree, entity)) entities[row] = OTHER_ENTITY;
    });
  }
  return answer;
}

/** The first key that the inputs of a type have. */
function keyOf(typeName: string, { subgraph, requires, types }: EchoInput): SelectionSetNode | undefined {
  const inputs = [...fieldsOf(requires, typeName, types).values()];
  return types
    .keysOf(subgraph, typeName)
    .map((key) => parseFieldSet(key))
    .find((key) => isCovered(key, inputs));
}

function echoedFields({ selections }: SelectionSetNode, isTaken: (name: string) => boolean): EchoedField[] {
  return selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD || selection.name.value === '__typename') return [];
    const { name, selectionSet } = selection;
    let alias = `${name.value}_key`;
    while (isTaken(alias)) alias += '_';
    return [{ name: name.value, alias, selectionSet }];
  });
}

function aliased({ name, alias, selectionSet }: EchoedField): FieldNode {
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: name },
    alias: { kind: Kind.NAME, value: alias },
    ...(selectionSet && { selectionSet }),
  };
}

function withinEntities(
  operation: OperationDefinitionNode,
  change: (selectionSet: SelectionSetNode) => SelectionSetNode,
): OperationDefinitionNode {
  const selections = operation.selectionSet.selections.map((field) =>
    field.kind === Kind.FIELD && field.selectionSet ? { ...field, selectionSet: change(field.selectionSet) } : field,
  );
  return { ...operation, selectionSet: { ...operation.selectionSet, selections } };
}

/** Tells the response keys that the entities have already. */
function takenNames({ selectionSet }: OperationDefinitionNode): (name: string) => boolean {
  const names = new Set<string>();
  const note = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) names.add(selection.alias?.value ?? selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) note(selection.selectionSet);
    }
  };
  for (const field of selectionSet.selections)
    if (field.kind === Kind.FIELD && field.selectionSet) note(field.selectionSet);
  return (name) => names.has(name);
}

/** Whether a value came back as it was sent. An `ID` may come back as a number. */
function isEqual(sent: unknown, echoed: unknown, selectionSet: SelectionSetNode | undefined): boolean {
  if (Array.isArray(sent))
    return (
      Array.isArray(echoed) &&
      echoed.length === sent.length &&
      sent.every((item, index) => isEqual(item, echoed[index], selectionSet))
    );
  if (!isRecord(sent)) return sent === echoed || (isLeaf(sent) && isLeaf(echoed) && String(sent) === String(echoed));
  if (!isRecord(echoed)) return false;
  if (!selectionSet) return JSON.stringify(sent) === JSON.stringify(echoed);
  return selectionSet.selections.every((selection) => {
    if (selection.kind !== Kind.FIELD) return true;
    const name = selection.name.value;
    return isEqual(sent[name], echoed[name], selection.selectionSet);
  });
}

function isLeaf(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}
