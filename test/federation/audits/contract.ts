import {
  Kind,
  parse,
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  type InterfaceTypeDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { parseFieldSet } from './field-set.js';

/** What one subgraph says of its types, read from its SDL. */
export interface Contract {
  readonly subgraph: string;
  readonly types: ReadonlyMap<string, ContractType>;
}

export interface ContractType {
  readonly name: string;
  readonly kind: 'object' | 'interface' | 'union' | 'enum' | 'scalar' | 'input';
  readonly isInterfaceObject: boolean;
  readonly isInaccessible: boolean;
  readonly interfaces: readonly string[];
  /** The names of a union's members or an enum's values. */
  readonly members: readonly string[];
  readonly keys: readonly ContractKey[];
  /** The contexts that it sets. */
  readonly contexts: readonly string[];
  readonly fields: ReadonlyMap<string, ContractField>;
}

export interface ContractKey {
  readonly fields: SelectionSetNode;
  readonly isResolvable: boolean;
}

export interface ContractField {
  readonly name: string;
  readonly node: FieldDefinitionNode;
  readonly isExternal: boolean;
  readonly requires: SelectionSetNode | undefined;
  readonly provides: SelectionSetNode | undefined;
  readonly override: { readonly from: string; readonly label: string | undefined } | undefined;
  /** By the argument that is taken from a context. */
  readonly fromContext: ReadonlyMap<string, string>;
}

/** Reads the contract of a subgraph. */
export function readContract(subgraph: string, sdl: string): Contract {
  const types = new Map<string, ContractType>();
  for (const node of parse(sdl, { noLocation: true }).definitions) {
    const read = typeOf(node as Definition);
    if (read) types.set(read.name, merged(types.get(read.name), read));
  }
  return { subgraph, types };
}

const KINDS: Readonly<Record<string, ContractType['kind']>> = {
  [Kind.OBJECT_TYPE_DEFINITION]: 'object',
  [Kind.OBJECT_TYPE_EXTENSION]: 'object',
  [Kind.INTERFACE_TYPE_DEFINITION]: 'interface',
  [Kind.INTERFACE_TYPE_EXTENSION]: 'interface',
  [Kind.UNION_TYPE_DEFINITION]: 'union',
  [Kind.ENUM_TYPE_DEFINITION]: 'enum',
  [Kind.SCALAR_TYPE_DEFINITION]: 'scalar',
  [Kind.INPUT_OBJECT_TYPE_DEFINITION]: 'input',
};

type Definition = (ObjectTypeDefinitionNode | ObjectTypeExtensionNode | InterfaceTypeDefinitionNode) & {
  readonly types?: readonly { readonly name: { readonly value: string } }[];
  readonly values?: readonly { readonly name: { readonly value: string }; readonly directives?: Directives }[];
};
type Directives = readonly ConstDirectiveNode[];

function typeOf(node: Definition): ContractType | undefined {
  const kind = KINDS[node.kind];
  if (kind === undefined) return undefined;
  const isExternal = has(node.directives, 'external');
  const values = (node.values ?? []).filter((value) => !has(value.directives, 'inaccessible'));
  const fields = kind === 'input' ? [] : (node.fields ?? []);
  return {
    name: node.name.value,
    kind,
    isInterfaceObject: has(node.directives, 'interfaceObject'),
    isInaccessible: has(node.directives, 'inaccessible'),
    interfaces: (node.interfaces ?? []).map(({ name }) => name.value),
    members: [...(node.types ?? []), ...values].map(({ name }) => name.value),
    keys: all(node.directives, 'key').map((key) => ({
      fields: parseFieldSet(key['fields']!),
      isResolvable: key['resolvable'] !== 'false',
    })),
    contexts: all(node.directives, 'context').map(({ name }) => name!),
    fields: new Map(fields.map((field) => [field.name.value, fieldOf(field, isExternal)])),
  };
}

function fieldOf(node: FieldDefinitionNode, isTypeExternal: boolean): ContractField {
  const [requires] = all(node.directives, 'requires');
  const [provides] = all(node.directives, 'provides');
  const [override] = all(node.directives, 'override');
  const contextual = (node.arguments ?? []).flatMap((arg): [string, string][] =>
    all(arg.directives, 'fromContext').map(({ field }) => [arg.name.value, field!]),
  );
  return {
    name: node.name.value,
    node,
    isExternal: isTypeExternal || has(node.directives, 'external'),
    requires: requires && parseFieldSet(requires['fields']!),
    provides: provides && parseFieldSet(provides['fields']!),
    override: override && { from: override['from']!, label: override['label'] },
    fromContext: new Map(contextual),
  };
}

function merged(known: ContractType | undefined, more: ContractType): ContractType {
  if (!known) return more;
  return {
    ...known,
    interfaces: [...known.interfaces, ...more.interfaces],
    keys: [...known.keys, ...more.keys],
    fields: new Map([...known.fields, ...more.fields]),
  };
}

function has(directives: Directives | undefined, name: string): boolean {
  return (directives ?? []).some((directive) => directive.name.value === name);
}

/** The arguments of every directive of a name, as text. */
function all(directives: Directives | undefined, name: string): Readonly<Record<string, string>>[] {
  return (directives ?? [])
    .filter((directive) => directive.name.value === name)
    .map((directive) =>
      Object.fromEntries(
        (directive.arguments ?? []).map((arg) => [arg.name.value, 'value' in arg.value ? String(arg.value.value) : '']),
      ),
    );
}
