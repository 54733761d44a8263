import {
  externalsIn,
  interfacesOf,
  isProvided,
  isStub,
  keysIn,
  membersIn,
  type FieldPlan,
  type GraphPlan,
  type Requirement,
  type TypePlan,
  type TypeReference,
} from './graph-plan.js';

/** The SDL of one subgraph of a plan. */
export function printSubgraph(plan: GraphPlan, subgraph: string): string {
  return [
    block('type Query', [...printRoots(plan, plan.roots, subgraph), ...interfaceObjectRoot(plan, subgraph)]),
    block('type Mutation', printRoots(plan, plan.mutations, subgraph)),
    ...plan.types
      .filter(({ subgraphs }) => subgraphs.includes(subgraph))
      .map((type) => printType(plan, type, subgraph)),
    ...printAbstracts(plan, subgraph),
    ...printInterfaceObject(plan, subgraph),
    'enum Colour { RED BLUE }',
    'input By { n: Int = 3  c: Colour  list: [Int!]  deep: By  cs: [[Colour]] = [[RED, null]]  any: Any }',
    'scalar Any',
    'type Ref @shareable { id: ID! }',
  ].join('\n');
}

function block(head: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${head} {\n  ${lines.join('\n  ')}\n}`;
}

function printRoots(plan: GraphPlan, roots: readonly FieldPlan[], subgraph: string): string[] {
  return roots
    .filter(({ owners }) => owners.includes(subgraph))
    .map((field) => `${printField(plan, undefined, field)}${field.owners.length > 1 ? ' @shareable' : ''}`);
}

function interfaceObjectRoot({ interfaceObject }: GraphPlan, subgraph: string): string[] {
  return interfaceObject?.subgraph === subgraph ? [`${subgraph}_object: ${interfaceObject.interfaceName}`] : [];
}

function printType(plan: GraphPlan, type: TypePlan, subgraph: string): string {
  if (type.kind === 'value') {
    return block(
      `type ${type.name} @shareable`,
      type.fields.filter(({ owners }) => owners.includes(subgraph)).map((field) => printField(plan, undefined, field)),
    );
  }
  const interfaces = interfacesOf(plan, type.name);
  const resolvable = isStub(plan, type, subgraph) ? ', resolvable: false' : '';
  const keys = keysIn(type, subgraph).map((fields) => `@key(fields: "${fields}"${resolvable})`);
  const heritage = interfaces.length > 0 ? ` implements ${interfaces.join(' & ')}` : '';
  return block(`type ${type.name}${heritage} ${keys.join(' ')}`, [
    ...keyFields(type, subgraph, interfaces.length > 0),
    ...type.fields.flatMap((field) => fieldIn(plan, type, field, subgraph)),
  ]);
}

function keyFields(type: TypePlan, subgraph: string, isImplementation: boolean): string[] {
  const keys = keysIn(type, subgraph).join(' ');
  return [
    ...(/^id|\bid$/.test(keys) || isImplementation ? ['id: ID! @shareable'] : []),
    ...(keys.includes('code') ? ['code: String! @shareable'] : []),
    ...(keys.includes('ref') ? ['ref: Ref! @shareable'] : []),
    ...(isImplementation ? ['label: String @shareable'] : []),
  ];
}

function fieldIn(plan: GraphPlan, type: TypePlan, field: FieldPlan, subgraph: string): string[] {
  if (field.owners.includes(subgraph)) return [printField(plan, type, field)];
  if (externalsIn(plan, type, subgraph).includes(field.name)) return [`${head(field)} @external`];
  return field.overrides === subgraph ? [head(field)] : [];
}

function printField(plan: GraphPlan, type: TypePlan | undefined, field: FieldPlan): string {
  const isShareable = type !== undefined && (field.owners.length > 1 || isProvided(plan, type, field));
  return [
    head(field),
    isShareable && '@shareable',
    field.requires.length > 0 && `@requires(fields: "${field.requires.map(printRequirement).join(' ')}")`,
    field.provides !== undefined && `@provides(fields: "${field.provides}")`,
    field.overrides !== undefined && `@override(from: "${field.overrides}")`,
    field.isInaccessible && '@inaccessible',
  ]
    .filter((part) => part !== false)
    .join(' ');
}

function head({ name, hasArgument, hasInput, type }: FieldPlan): string {
  const args = hasArgument ? `(n: Int = 1${hasInput ? ', by: By' : ''})` : '';
  return `${name}${args}: ${printReference(type)}`;
}

function printRequirement({ field, n, below }: Requirement): string {
  return `${field}${n === undefined ? '' : `(n: ${n})`}${below === undefined ? '' : ` { ${below} }`}`;
}

function printReference({ name, lists, isNonNull, areItemsNonNull }: TypeReference): string {
  return '['.repeat(lists) + name + (areItemsNonNull ? '!' : '') + ']'.repeat(lists) + (isNonNull ? '!' : '');
}

function printAbstracts(plan: GraphPlan, subgraph: string): string[] {
  return plan.abstracts
    .map(({ kind, name }) => ({ kind, name, members: membersIn(plan, name, subgraph) }))
    .filter(({ members }) => members.length > 0)
    .map(({ kind, name, members }) => {
      if (kind === 'union') return `union ${name} = ${members.join(' | ')}`;
      const { interfaceName, resolver } = plan.interfaceObject ?? {};
      const key = name === interfaceName && subgraph === resolver ? ' @key(fields: "id")' : '';
      return `interface ${name}${key} { id: ID!  label: String }`;
    });
}

function printInterfaceObject({ interfaceObject }: GraphPlan, subgraph: string): string[] {
  if (interfaceObject?.subgraph !== subgraph) return [];
  const fields = 'id: ID!  extra(n: Int = 1): Int  label: String @external  told: String @requires(fields: "label")';
  return [`type ${interfaceObject.interfaceName} @key(fields: "id") @interfaceObject { ${fields} }`];
}
