import {
  baseType,
  collectTargetFields,
  isCompositeType,
  isInterfaceType,
  isUnionType,
  parseContext,
  runtimeTypesIntersects,
  type CompositeType,
  type Directive,
} from '@apollo/federation-internals';
import { Kind, parse, type SelectionSetNode } from 'graphql';
import type { ReadSubgraph } from './read-subgraph.js';

/** The coordinates that the field set of a directive selects, sorted; of interfaces also those of their types. */
export function targetsOf(
  parentType: CompositeType,
  directive: Directive,
  includeInterfaceFieldsImplementations = true,
): string[] {
  const fields = collectTargetFields({
    parentType,
    directive: directive as never,
    includeInterfaceFieldsImplementations,
    validate: false,
  });
  return unique(fields.map(({ coordinate }) => coordinate));
}

/**
 * The coordinates that an argument reads from a context, for example by `"$owner { email }"`, sorted; of interfaces also
 * those of their types.
 */
export function contextTargets({ subgraph }: ReadSubgraph, source: string): string[] {
  const { context, selection } = parseContext(source);
  if (context === undefined) return [];
  const setters = [...subgraph.metadata().contextDirective().applications()]
    .filter((application) => (application.arguments() as { name: string }).name === context)
    .map(({ parent }) => parent as CompositeType);
  const document = parse(selection.trim().startsWith('{') ? selection : `{${selection}}`);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  return unique(setters.flatMap((type) => selected(type, operation.selectionSet)));
}

function selected(type: CompositeType, { selections }: SelectionSetNode): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const narrowed = selection.typeCondition ? type.schema().type(selection.typeCondition.name.value) : type;
      const isPossible = narrowed && isCompositeType(narrowed) && runtimeTypesIntersects(type, narrowed);
      return isPossible ? selected(narrowed, selection.selectionSet) : [];
    }
    return fieldsNamed(type, selection.name.value).flatMap((field) => {
      const below = field.type && baseType(field.type);
      const isRead = below && isCompositeType(below) && selection.selectionSet;
      return [field.coordinate, ...(isRead ? selected(below, selection.selectionSet) : [])];
    });
  });
}

function fieldsNamed(type: CompositeType, name: string) {
  const types = isInterfaceType(type) ? [type, ...type.possibleRuntimeTypes()] : [type];
  return types.flatMap((one) => (isUnionType(one) ? [] : (one.field(name) ?? [])));
}

function unique(coordinates: readonly string[]): string[] {
  return [...new Set(coordinates)].sort();
}
