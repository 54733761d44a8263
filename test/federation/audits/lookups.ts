import { Kind, type TypeNode } from 'graphql';
import type { Contract, ContractField, ContractType } from './contract.js';

/** What several contracts say together. */
export interface Lookups {
  /** Where a field is defined for a type. */
  readonly definitions: (typeName: string, fieldName: string) => readonly Definition[];
  /** The object types that a name can be in one subgraph. */
  readonly possibleTypes: (contract: Contract, name: string) => readonly string[];
  /** The object types that every subgraph can answer with. */
  readonly typesFor: (found: readonly Definition[]) => readonly string[];
  /** The values of an enum that every subgraph knows. */
  readonly enumValues: (found: readonly Definition[], name: string) => readonly string[];
}

export interface Definition {
  readonly contract: Contract;
  readonly type: ContractType;
  readonly field: ContractField;
}

export function createLookups(contracts: readonly Contract[]): Lookups {
  const isInaccessible = (name: string) => contracts.some(({ types }) => types.get(name)?.isInaccessible);

  const definitions = (typeName: string, fieldName: string): Definition[] =>
    contracts.flatMap((contract) => {
      const type = localType(contract, typeName);
      const field = type?.fields.get(fieldName);
      return type && field ? [{ contract, type, field }] : [];
    });

  /** The type as the subgraph has it: itself, or an interface object that stands for it. */
  const localType = (contract: Contract, typeName: string): ContractType | undefined =>
    contract.types.get(typeName) ??
    [...contract.types.values()].find(
      (type) => type.isInterfaceObject && implementationsOf(type.name).includes(typeName),
    );

  const implementationsOf = (name: string): string[] => [
    ...new Set(
      contracts.flatMap(({ types }) =>
        [...types.values()]
          .filter((type) => type.kind === 'object' && !type.isInterfaceObject && type.interfaces.includes(name))
          .map((type) => type.name),
      ),
    ),
  ];

  const possibleTypes = (contract: Contract, name: string): string[] => {
    const type = contract.types.get(name);
    if (!type) return [];
    if (type.isInterfaceObject) return implementationsOf(name);
    if (type.kind === 'object') return [name];
    if (type.kind === 'union') return type.members.flatMap((member) => possibleTypes(contract, member));
    return [...contract.types.values()]
      .filter((other) => other.kind === 'object' && other.interfaces.includes(name))
      .flatMap((other) => possibleTypes(contract, other.name));
  };

  const typesFor = (found: readonly Definition[]): string[] => {
    const [first, ...others] = found.map(({ contract, field }) => possibleTypes(contract, namedType(field.node.type)));
    return first!.filter((type) => others.every((names) => names.includes(type)) && !isInaccessible(type));
  };

  const enumValues = (found: readonly Definition[], name: string): string[] => {
    const [first, ...others] = found.map(({ contract }) => contract.types.get(name)!.members);
    return first!.filter((value) => others.every((values) => values.includes(value)));
  };

  return { definitions, possibleTypes, typesFor, enumValues };
}

export function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
