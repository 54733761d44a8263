import { Kind, print, type FieldNode, type GraphQLArgument, type GraphQLField } from 'graphql';

/** The arguments of a field as they take effect, by name, with those that are not given. */
export type ArgumentsInEffect = ReadonlyMap<string, ArgumentInEffect>;

export interface ArgumentInEffect {
  /** The same text for two fields means the same value, whatever the variables are. */
  readonly text: string;
  readonly isDefault: boolean;
}

export function argumentsInEffect(
  { arguments: given = [] }: FieldNode,
  { args }: GraphQLField<unknown, unknown>,
): ArgumentsInEffect {
  return new Map(
    args.map((argument) => {
      const value = given.find(({ name }) => name.value === argument.name)?.value;
      const byDefault = defaultOf(argument);
      // A variable that is not set leaves the default.
      const or = value?.kind === Kind.VARIABLE ? ` or ${byDefault}` : '';
      const written = value ? print(value) + or : byDefault;
      return [argument.name, { text: `${argument.type.toString()} ${written}`, isDefault: written === byDefault }];
    }),
  );
}

function defaultOf({ astNode, defaultValue }: GraphQLArgument): string {
  if (astNode?.defaultValue) return print(astNode.defaultValue);
  return defaultValue === undefined ? 'none' : JSON.stringify(defaultValue);
}

/**
 * Whether the fields on a way count what another field is of: each argument of either has the same value in both, or is
 * left to its default where the other has no such argument.
 */
export function haveSameArguments(of: ArgumentsInEffect, way: readonly ArgumentsInEffect[]): boolean {
  const isMet = ([name, { text, isDefault }]: [string, ArgumentInEffect]) => {
    const met = of.get(name);
    return met ? met.text === text : isDefault;
  };
  const isKnown = ([name, { isDefault }]: [string, ArgumentInEffect]) =>
    isDefault || way.some((step) => step.has(name));
  return way.every((step) => [...step].every(isMet)) && [...of].every(isKnown);
}
