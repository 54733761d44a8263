import {
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type ValueNode,
} from 'graphql';
import { givenText } from '../../kit/given-arguments.js';

/** An operation of a client, with the values of the variables that decide `@skip`, `@include` and `@defer`. */
export interface ChosenOperation {
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly conditions: Readonly<Record<string, boolean>>;
  /** Its deferred fragments, the first being block 1; empty when all is answered at once. */
  readonly deferred: readonly DeferredBlock[];
  /** The fields that are kept from the caller, with the object types for which each may be asked all the same. */
  readonly withheld?: ReadonlyMap<FieldNode, readonly string[]>;
}

/** A fragment that is answered later than what surrounds it. */
export interface DeferredBlock {
  /** The block that it stands in; 0 is the first answer. */
  readonly parent: number;
  /** The client's label. */
  readonly label: string | null;
}

/** Whether `@skip` and `@include` leave a selection in. */
export function isIncluded({ directives }: SelectionNode, conditions: ChosenOperation['conditions']): boolean {
  return (directives ?? []).every((directive) => {
    const name = directive.name.value;
    if (name !== 'skip' && name !== 'include') return true;
    return isOn(directive.arguments?.[0]?.value, conditions) === (name === 'include');
  });
}

/** The value of a directive's condition. */
export function isOn(condition: ValueNode | undefined, conditions: ChosenOperation['conditions']): boolean {
  if (condition?.kind === Kind.VARIABLE) return conditions[condition.name.value] === true;
  return condition?.kind === Kind.BOOLEAN && condition.value;
}

/** Which deferred block a fragment begins, from 1; null when it is not deferred. */
export function deferredBlock(
  fragment: InlineFragmentNode | FragmentDefinitionNode,
  { deferred }: ChosenOperation,
): number | null {
  if (deferred.length === 0) return null;
  const defer = fragment.directives?.find(({ name }) => name.value === 'defer');
  const label = givenText(defer, 'label');
  return label === undefined ? null : blockOfLabel(label);
}

/** The label by which the planner knows a deferred block. */
export function labelOfBlock(block: number): string {
  return `b${block}`;
}

/** The block that a label of the planner stands for. */
export function blockOfLabel(label: string): number {
  return Number(label.slice(1));
}
