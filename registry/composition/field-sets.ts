import { collectTargetFields, parseContext, type CompositeType, type Directive } from '@apollo/federation-internals';
import { Kind, parse, type SelectionSetNode } from 'graphql';
import { fieldTypes } from './definitions.js';
import type { FieldsType, ReadSubgraph } from './read-subgraph.js';

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

/** The coordinates that an argument reads from a context, for example by `"$owner { email }"`, sorted. */
export function contextTargets(read: ReadSubgraph, source: string): string[] {
  const { context, selection } = parseContext(source);
  if (context === undefined) return [];
  const setters = fieldTypes(read).filter((type) => setsContext(read, type, context));
  const document = parse(selection.trim().startsWith('{') ? selection : `{${selection}}`);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  return unique(setters.flatMap((type) => selected(read, type, operation.selectionSet)));
}

function setsContext(read: ReadSubgraph, type: FieldsType, context: string): boolean {
  const definition = read.subgraph.metadata().contextDirective();
  return [...definition.applications()].some(
    (application) => application.parent === type && (application.arguments() as { name: string }).name === context,
  );
}

function selected(read: ReadSubgraph, type: FieldsType, { selections }: SelectionSetNode): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const name = selection.typeCondition?.name.value ?? type.name;
      const narrowed = read.withFields.get(name);
      return narrowed === undefined || !isPossible(type, narrowed)
        ? []
        : selected(read, narrowed, selection.selectionSet);
    }
    const field = type.field(selection.name.value);
    if (field === undefined) return [];
    const below = read.withFields.get(field.type?.toString().replace(/[[\]!]/g, '') ?? '');
    return [
      field.coordinate,
      ...(below && selection.selectionSet ? selected(read, below, selection.selectionSet) : []),
    ];
  });
}

function isPossible(type: FieldsType, narrowed: FieldsType): boolean {
  return (
    type === narrowed ||
    narrowed.implementsInterface(type.name) ||
    type.implementsInterface(narrowed.name) ||
    type.kind === 'InterfaceType'
  );
}

function unique(coordinates: readonly string[]): string[] {
  return [...new Set(coordinates)].sort();
}
