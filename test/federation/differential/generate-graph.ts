import type { Choices } from './choices.js';
import { addFields, leafField, PLAIN, referenceField, type Draft } from './generate-fields.js';
import type {
  AbstractPlan,
  FieldPlan,
  ForgetfulPlan,
  GraphPlan,
  InterfaceObjectPlan,
  KeyStyle,
  TypePlan,
} from './graph-plan.js';

const KEY_STYLES: readonly KeyStyle[] = ['id', 'compound', 'nested', 'split', 'both'];

/** Makes the plan of a graph of two to four subgraphs. Not every plan composes. */
export function generateGraph(choices: Choices): GraphPlan {
  const subgraphs = ['a', 'b', 'c', 'd'].slice(0, 2 + choices.upTo(3));
  const entities = Array.from({ length: 2 + choices.upTo(3) }, (_, i) => emptyEntity(choices, `E${i}`, subgraphs));
  const values = Array.from({ length: 1 + choices.upTo(2) }, (_, i) => emptyValue(`V${i}`));
  const abstracts = abstractsOver(choices, entities);
  const interfaceObject = choices.chance(40) ? interfaceObjectOver(subgraphs) : undefined;
  const hidden = interfaceObject ? implementationsOf(choices, subgraphs, interfaceObject) : [];
  const closed = interfaceObject ? [interfaceOver(interfaceObject.interfaceName, hidden)] : [];
  const types = [...entities, ...values, ...hidden];
  const draft: Draft = {
    choices,
    subgraphs,
    open: [...entities, ...values, ...abstracts],
    closed: [...hidden, ...closed],
    types,
    resolver: interfaceObject?.resolver,
  };
  for (const type of types) addFields(draft, type);
  const split = choices.chance(40) ? splitValue(choices, subgraphs) : undefined;
  return {
    subgraphs,
    types: split ? [...types, split] : types,
    abstracts: [...abstracts, ...closed],
    roots: [...subgraphs.flatMap((subgraph) => rootsOf(draft, subgraph, '')), ...(split ? splitRoots(split) : [])],
    mutations: choices.chance(50) ? subgraphs.flatMap((subgraph) => rootsOf(draft, subgraph, 'do_')) : [],
    interfaceObject,
    forgetful: entities.flatMap((type) => (choices.chance(25) ? forgetfulOf(draft, type) : [])),
  };
}

function interfaceObjectOver(subgraphs: readonly string[]): InterfaceObjectPlan {
  return { subgraph: subgraphs[1]!, interfaceName: 'J0', resolver: subgraphs[0]! };
}

/** Types that the subgraph of the interface object does not know. */
function implementationsOf(
  choices: Choices,
  subgraphs: readonly string[],
  { resolver }: InterfaceObjectPlan,
): TypePlan[] {
  return ['M0', 'M1'].map((name) => {
    const others = choices.some(subgraphs.slice(2, 3), 40);
    return { kind: 'entity', name, subgraphs: [resolver, ...others], keys: 'id', fields: [] };
  });
}

function interfaceOver(name: string, members: readonly TypePlan[]): AbstractPlan {
  return { kind: 'interface', name, members: members.map((type) => type.name) };
}

function emptyEntity(choices: Choices, name: string, subgraphs: readonly string[]): TypePlan {
  const first = choices.pick(subgraphs);
  const others = choices.some(
    subgraphs.filter((subgraph) => subgraph !== first),
    50,
  );
  return { kind: 'entity', name, subgraphs: [first, ...others], keys: choices.pick(KEY_STYLES), fields: [] };
}

function emptyValue(name: string): TypePlan {
  return { kind: 'value', name, subgraphs: [], keys: 'id', fields: [] };
}

function abstractsOver(choices: Choices, entities: readonly TypePlan[]): AbstractPlan[] {
  const names = entities.map(({ name }) => name);
  const members = () => [names[0]!, ...choices.some(names.slice(1), 60)];
  return [
    { kind: 'interface', name: 'I0', members: members() },
    { kind: 'union', name: 'U0', members: members() },
  ];
}

function rootsOf(draft: Draft, subgraph: string, prefix: string): FieldPlan[] {
  const count = 1 + draft.choices.upTo(3);
  const roots = Array.from({ length: count }, () => referenceField(draft, subgraph, `${prefix}${subgraph}_`));
  return roots.filter(({ name }, i) => roots.findIndex((other) => other.name === name) === i);
}

/** A value type of which two subgraphs know a part each. */
function splitValue(choices: Choices, subgraphs: readonly string[]): TypePlan {
  const [left, right] = subgraphs as readonly [string, string];
  const owners = [[left], [right], [left, right]];
  const fields = owners.map((own, i): FieldPlan => {
    const { name, type } = leafField(choices);
    return { ...PLAIN, name: `${name}${i}`, type, owners: own, isFailing: own.length === 1 && choices.chance(15) };
  });
  return { kind: 'value', name: 'S0', subgraphs: [left, right], keys: 'id', fields };
}

/** Both subgraphs answer them, so that the parts are put together. */
function splitRoots({ name, subgraphs }: TypePlan): FieldPlan[] {
  return [0, 1].map((lists) => ({
    ...PLAIN,
    name: `both${lists === 0 ? '' : 'List'}`,
    type: { name, kind: 'value', lists, isNonNull: false, areItemsNonNull: false },
    owners: subgraphs,
    hasArgument: lists === 0,
  }));
}

/** A subgraph that may forget entities: nobody else answers its fields of them, and nobody needs them. */
function forgetfulOf({ types, open }: Draft, type: TypePlan): ForgetfulPlan[] {
  const isImplementation = open.some((other) => other.kind === 'interface' && other.members.includes(type.name));
  const isProvided = types.some(({ fields }) =>
    fields.some((field) => field.provides && field.type.name === type.name),
  );
  if (type.keys === 'split' || isImplementation || isProvided) return [];
  const subgraph = type.subgraphs.find((candidate) => ownsAlone(type, candidate));
  return subgraph === undefined ? [] : [{ type: type.name, subgraph }];
}

function ownsAlone({ fields }: TypePlan, subgraph: string): boolean {
  const own = fields.filter(({ owners }) => owners.includes(subgraph));
  const required = fields.flatMap(({ requires }) => requires.map(({ field }) => field));
  return (
    own.length > 0 &&
    own.every(({ name, owners, requires }) => owners.length === 1 && requires.length === 0 && !required.includes(name))
  );
}
