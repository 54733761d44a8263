import {
  Kind,
  type ConstDirectiveNode,
  type ConstValueNode,
  type DirectiveNode,
  type FieldNode,
  type ObjectFieldNode,
  type ValueNode,
} from 'graphql';

type Asked = DirectiveNode | FieldNode;

/** The value that a directive or a field is given for an argument, as it is written. */
export function givenArgument(node: ConstDirectiveNode | undefined, name: string): ConstValueNode | undefined;
export function givenArgument(node: Asked | undefined, name: string): ValueNode | undefined;
export function givenArgument(node: Asked | undefined, name: string): ValueNode | undefined {
  return node?.arguments?.find((argument) => argument.name.value === name)?.value;
}

/** The text that is given for an argument; undefined for anything else. */
export function givenText(node: Asked | undefined, name: string): string | undefined {
  return textOf(givenArgument(node, name));
}

/** The texts of the list that is given for an argument. */
export function givenTexts(node: Asked | undefined, name: string): string[] {
  const value = givenArgument(node, name);
  const items: readonly ValueNode[] = value?.kind === Kind.LIST ? value.values : [];
  return items.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : []));
}

/** The text of a field of an object. */
export function textAt(fields: readonly ObjectFieldNode[], name: string): string | undefined {
  return textOf(fields.find((field) => field.name.value === name)?.value);
}

function textOf(value: ValueNode | undefined): string | undefined {
  return value?.kind === Kind.STRING ? value.value : undefined;
}
