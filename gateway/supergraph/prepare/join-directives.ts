import { Kind, type ConstDirectiveNode, type ConstValueNode } from 'graphql';
import { givenArgument } from '../../../kit/given-arguments.js';

/** Anything in a supergraph that join directives stand on. */
export interface Joined {
  readonly directives?: readonly ConstDirectiveNode[];
}

/** The directives of one name, such as `join__field`. */
export function directivesOf({ directives = [] }: Joined, name: string): ConstDirectiveNode[] {
  return directives.filter((directive) => directive.name.value === name);
}

/** An argument that is a text, an enum value or a boolean; undefined when it is not given. */
export function argumentOf(directive: ConstDirectiveNode, name: string): string | boolean | undefined {
  const value = givenArgument(directive, name);
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM || value?.kind === Kind.BOOLEAN
    ? value.value
    : undefined;
}

/** The enum value of the subgraph that a directive speaks of. */
export function graphOf(directive: ConstDirectiveNode): string | undefined {
  return argumentOf(directive, 'graph') as string | undefined;
}

/** The same directive with another value for an argument that it has. */
export function withArgument(directive: ConstDirectiveNode, name: string, value: ConstValueNode): ConstDirectiveNode {
  const changed = (directive.arguments ?? []).map((argument) =>
    argument.name.value === name ? { ...argument, value } : argument,
  );
  return { ...directive, arguments: changed };
}

/** The same directive for another subgraph. */
export function onGraph(directive: ConstDirectiveNode, graph: string): ConstDirectiveNode {
  return withArgument(directive, 'graph', { kind: Kind.ENUM, value: graph });
}

/** A directive with one argument that names a subgraph. */
export function graphDirective(name: string, graph: string): ConstDirectiveNode {
  const value: ConstValueNode = { kind: Kind.ENUM, value: graph };
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: name },
    arguments: [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'graph' }, value }],
  };
}
