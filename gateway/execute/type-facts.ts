import type { SupergraphFacts } from '../plan/planner-messages.js';

/** What compiling needs to know of the supergraph's types. */
export interface TypeFacts {
  readonly isOfType: (typeName: string, condition: string) => boolean;
  readonly hasCustomScalar: (typeName: string, field: string) => boolean;
  /** Whether a name is that of an object type of the supergraph. */
  readonly isObjectType: (name: unknown) => boolean;
  /** The keys by which a subgraph resolves the entities of a type. */
  readonly keysOf: (subgraph: string, typeName: string) => readonly string[];
  /** Whether some subgraph knows an interface as an object, and so cannot tell the type of what it answers. */
  readonly isInterfaceObject: (name: string) => boolean;
}

/** Makes type facts from what the planner learnt of the supergraph. */
export function typeFactsOf(facts: SupergraphFacts): TypeFacts {
  const possible = new Map(Object.entries(facts.possibleTypes).map(([name, types]) => [name, new Set(types)]));
  const custom = new Set(facts.customScalarFields);
  const objects = new Set<unknown>(facts.objectTypes);
  const interfaceObjects = new Set(facts.interfaceObjects);
  return {
    keysOf: (subgraph, typeName) => ownValue(ownValue(facts.keys, subgraph) ?? {}, typeName) ?? [],
    isOfType: (typeName, condition) => typeName === condition || (possible.get(condition)?.has(typeName) ?? false),
    isObjectType: (name) => objects.has(name),
    isInterfaceObject: (name) => interfaceObjects.has(name),
    hasCustomScalar: (typeName, field) => custom.has(`${typeName}.${field}`),
  };
}

function ownValue<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
