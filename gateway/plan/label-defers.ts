import { Kind, visit, type DirectiveNode, type DocumentNode, type SelectionNode, type SelectionSetNode } from 'graphql';
import { isIncluded, isOn, labelOfBlock, type ChosenOperation, type DeferredBlock } from './chosen-operation.js';
import { givenArgument, givenText } from '../../kit/given-arguments.js';

/**
 * Spreads the fragments of an operation and gives each deferred one a label of its own, by which the planner tells them
 * apart. A fragment that is spread twice is deferred twice.
 */
export function labelDefers(chosen: ChosenOperation): ChosenOperation {
  const deferred: DeferredBlock[] = [];

  const spread = ({ selections }: SelectionSetNode, block: number): SelectionSetNode => ({
    kind: Kind.SELECTION_SET,
    selections: selections
      .filter((selection) => isIncluded(selection, chosen.conditions))
      .map((selection) => spreadSelection(selection, block)),
  });
  const spreadSelection = (selection: SelectionNode, block: number): SelectionNode => {
    if (selection.kind === Kind.FIELD)
      return selection.selectionSet ? { ...selection, selectionSet: spread(selection.selectionSet, block) } : selection;
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : chosen.fragments.get(selection.name.value)!;
    const { typeCondition, selectionSet } = fragment;
    const directives = (selection.directives ?? []).filter((directive) => !isDefer(directive));
    const label = deferLabel(selection, chosen.conditions);
    const inner = label === undefined ? block : deferred.push({ parent: block, label });
    if (label !== undefined) directives.push(deferDirective(labelOfBlock(inner)));
    return {
      kind: Kind.INLINE_FRAGMENT,
      ...(typeCondition ? { typeCondition } : {}),
      directives,
      selectionSet: spread(selectionSet, inner),
    };
  };

  const selectionSet = spread(chosen.operation.selectionSet, 0);
  return deferred.length === 0
    ? chosen
    : { ...chosen, operation: { ...chosen.operation, selectionSet }, fragments: new Map(), deferred };
}

/** The variables that decide whether fragments are deferred; null when none is deferred at all. */
export function deferVariables(document: DocumentNode): readonly string[] | null {
  let isDeferred = false;
  const names = new Set<string>();
  visit(document, {
    Directive(directive) {
      if (!isDefer(directive)) return;
      isDeferred = true;
      const condition = givenArgument(directive, 'if');
      if (condition?.kind === Kind.VARIABLE) names.add(condition.name.value);
    },
  });
  return isDeferred ? [...names].sort() : null;
}

/** The client's label of a deferred fragment, null when it gave none; undefined when the fragment is not deferred. */
function deferLabel(
  { directives }: SelectionNode,
  conditions: ChosenOperation['conditions'],
): string | null | undefined {
  const directive = directives?.find(isDefer);
  if (!directive) return undefined;
  const condition = givenArgument(directive, 'if');
  if (condition && !isOn(condition, conditions)) return undefined;
  return givenText(directive, 'label') ?? null;
}

function isDefer({ name }: DirectiveNode): boolean {
  return name.value === 'defer';
}

function deferDirective(label: string): DirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'defer' },
    arguments: [
      { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'label' }, value: { kind: Kind.STRING, value: label } },
    ],
  };
}
