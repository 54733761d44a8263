import {
  Kind,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type TypeDefinitionNode,
  type TypeNode,
} from 'graphql';
import type { ContractSpec } from './messages.js';
import { givenText } from '../../kit/given-arguments.js';

const ROOTS = ['Query', 'Mutation', 'Subscription'] as const;

/**
 * Finds what a contract hides of a supergraph, by coordinate. What has an excluded tag is hidden. With included tags, of
 * objects and interfaces only those fields are shown that have one, or whose type has one; arguments, inputs, enums, unions
 * and scalars come along with the fields that use them. Then goes what has lost what it needs, and what no field leads to.
 */
export function hiddenByContract(document: DocumentNode, spec: ContractSpec): ReadonlySet<string> {
  const linked = linkedNames(document);
  const types = new Map(
    document.definitions
      .filter((node): node is TypeDefinitionNode => /TypeDefinition$/.test(node.kind))
      // What a linked specification brings, as `requiresScopes__Scope`, is for gateways alone.
      .filter(({ name }) => !linked.has(name.value.split('__', 1)[0]!) || !name.value.includes('__'))
      .map((type) => [type.name.value, type]),
  );
  const hidden = new Set<string>();
  for (const type of types.values()) hideByTags(type, spec, hidden);
  for (let before = -1; before !== hidden.size;) {
    before = hidden.size;
    for (const type of types.values()) hideBereft(type, types, hidden);
  }
  const reached = reachedTypes(types, hidden);
  for (const name of types.keys()) if (!reached.has(name)) hidden.add(name);
  return hidden;
}

/** The names of the specifications that a supergraph links: https://specs.apollo.dev/link/v1.0/#sec-Renaming. */
function linkedNames({ definitions }: DocumentNode): ReadonlySet<string> {
  const links = definitions.flatMap((node) =>
    node.kind === Kind.SCHEMA_DEFINITION ? (node.directives ?? []).filter(({ name }) => name.value === 'link') : [],
  );
  return new Set(links.map((link) => givenText(link, 'as') ?? givenText(link, 'url')?.split('/').at(-2) ?? ''));
}

type Types = ReadonlyMap<string, TypeDefinitionNode>;

function hideByTags(type: TypeDefinitionNode, { include, exclude }: ContractSpec, hidden: Set<string>): void {
  const typeName = type.name.value;
  const hasTag = (node: { readonly directives?: readonly ConstDirectiveNode[] | undefined }, tags: readonly string[]) =>
    tagsOf(node.directives).some((tag) => tags.includes(tag));
  if (hasTag(type, exclude)) hidden.add(typeName);
  for (const member of membersOf(type)) {
    const coordinate = `${typeName}.${member.name.value}`;
    const isIncluded = include.length === 0 || !hasOutputs(type) || hasTag(type, include) || hasTag(member, include);
    if (!isIncluded || hasTag(member, exclude)) hidden.add(coordinate);
    for (const argument of argumentsOf(member))
      if (hasTag(argument, exclude)) hidden.add(`${coordinate}(${argument.name.value}:)`);
  }
}

/** Hides a type without members, and members whose type is hidden. */
function hideBereft(type: TypeDefinitionNode, types: Types, hidden: Set<string>): void {
  const typeName = type.name.value;
  const isHidden = (node: TypeNode) => hidden.has(nameOf(node));
  for (const member of membersOf(type)) {
    const coordinate = `${typeName}.${member.name.value}`;
    if ('type' in member && isHidden(member.type)) {
      hidden.add(coordinate);
      if (type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && isRequired(member as InputValueDefinitionNode))
        hidden.add(typeName);
    }
    for (const argument of argumentsOf(member).filter((one) => isHidden(one.type)))
      hidden.add(isRequired(argument) ? coordinate : `${coordinate}(${argument.name.value}:)`);
  }
  if (type.kind === Kind.INTERFACE_TYPE_DEFINITION) {
    for (const other of implementersOf(typeName, types).filter(({ name }) => !hidden.has(name.value)))
      for (const { name } of type.fields ?? [])
        if (hidden.has(`${other.name.value}.${name.value}`)) hidden.add(`${typeName}.${name.value}`);
  }
  const members =
    type.kind === Kind.UNION_TYPE_DEFINITION
      ? (type.types ?? []).map(({ name }) => name.value)
      : membersOf(type).map(({ name }) => `${typeName}.${name.value}`);
  if (type.kind !== Kind.SCALAR_TYPE_DEFINITION && members.every((member) => hidden.has(member))) hidden.add(typeName);
}

function reachedTypes(types: Types, hidden: ReadonlySet<string>): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting: string[] = [...ROOTS];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const type = types.get(name);
    if (!type || reached.has(name) || hidden.has(name)) continue;
    reached.add(name);
    for (const member of membersOf(type)) {
      const coordinate = `${name}.${member.name.value}`;
      if (hidden.has(coordinate) || !('type' in member)) continue;
      waiting.push(nameOf(member.type));
      for (const argument of argumentsOf(member))
        if (!hidden.has(`${coordinate}(${argument.name.value}:)`)) waiting.push(nameOf(argument.type));
    }
    if (type.kind === Kind.UNION_TYPE_DEFINITION) waiting.push(...(type.types ?? []).map((one) => one.name.value));
    if (type.kind === Kind.INTERFACE_TYPE_DEFINITION)
      waiting.push(...implementersOf(name, types).map((other) => other.name.value));
    if ('interfaces' in type) waiting.push(...(type.interfaces ?? []).map((one) => one.name.value));
  }
  return reached;
}

function implementersOf(name: string, types: Types): TypeDefinitionNode[] {
  return [...types.values()].filter(
    (type) => 'interfaces' in type && type.interfaces?.some((one) => one.name.value === name),
  );
}

function hasOutputs({ kind }: TypeDefinitionNode): boolean {
  return kind === Kind.OBJECT_TYPE_DEFINITION || kind === Kind.INTERFACE_TYPE_DEFINITION;
}

/** The fields, input fields or values of a type. */
function membersOf(type: TypeDefinitionNode) {
  if ('fields' in type) return type.fields ?? [];
  return 'values' in type ? (type.values ?? []) : [];
}

function argumentsOf(member: ReturnType<typeof membersOf>[number]): readonly InputValueDefinitionNode[] {
  return (member as FieldDefinitionNode).arguments ?? [];
}

function isRequired({ type, defaultValue }: InputValueDefinitionNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined;
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

function tagsOf(directives: readonly ConstDirectiveNode[] | undefined): string[] {
  return (directives ?? []).flatMap((directive) => {
    const value = directive.name.value === 'tag' ? directive.arguments?.[0]?.value : undefined;
    return value?.kind === Kind.STRING ? [value.value] : [];
  });
}
