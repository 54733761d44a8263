import { Kind, type ConstDirectiveNode, type TypeDefinitionNode } from 'graphql';
import { argumentOf, directivesOf, graphOf, onGraph, type Joined } from './join-directives.js';
import { hasFields, type SupergraphTypes } from './supergraph-types.js';

export interface GraphCopy {
  readonly from: string;
  readonly to: string;
  /** The types to copy with their fields. */
  readonly included: ReadonlyMap<string, ReadonlySet<string>>;
  /** Fields that go instead of being copied, as `Type.field`. */
  readonly moved: ReadonlySet<string>;
}

/** Lets another subgraph have types and fields as the first has them. */
export function copyIntoGraph(types: SupergraphTypes, copy: GraphCopy): void {
  for (const name of copy.included.keys()) types.replace(copiedType(types.get(name)!, copy));
}

function copiedType(type: TypeDefinitionNode, copy: GraphCopy): TypeDefinitionNode {
  const isPresent = (directive: ConstDirectiveNode) => {
    const other = argumentOf(directive, 'interface') ?? argumentOf(directive, 'member');
    return other === undefined || copy.included.has(String(other));
  };
  const copied = { ...type, directives: withCopies(type, copy, isPresent) };
  if (hasFields(copied) || copied.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION)
    return {
      ...copied,
      fields: copied.fields?.map((field) => copiedField(field, type.name.value, copy)),
    } as TypeDefinitionNode;
  if (copied.kind === Kind.ENUM_TYPE_DEFINITION)
    return {
      ...copied,
      values: (copied.values ?? []).map((value) => ({ ...value, directives: withCopies(value, copy) })),
    };
  return copied;
}

function copiedField<Field extends Joined & { readonly name: { readonly value: string } }>(
  field: Field,
  typeName: string,
  copy: GraphCopy,
): Field {
  const name = field.name.value;
  if (copy.moved.has(`${typeName}.${name}`)) {
    const moved = (directive: ConstDirectiveNode) =>
      directivesOf(field, 'join__field').includes(directive) && graphOf(directive) === copy.from
        ? onGraph(directive, copy.to)
        : directive;
    return { ...field, directives: (field.directives ?? []).map(moved) };
  }
  return copy.included.get(typeName)!.has(name) ? { ...field, directives: withCopies(field, copy) } : field;
}

function withCopies(
  { directives = [] }: Joined,
  { from, to }: GraphCopy,
  isWanted: (directive: ConstDirectiveNode) => boolean = () => true,
): ConstDirectiveNode[] {
  const wanted = directives.filter((directive) => graphOf(directive) === from && isWanted(directive));
  return [...directives, ...wanted.map((directive) => onGraph(directive, to))];
}
