import type { CompositionSuccess } from '@apollo/composition';
import { errorCauses } from '@apollo/federation-internals';
import { GraphQLError, Kind, type ASTNode, type DefinitionNode } from 'graphql';
import { lineOfNode } from './definitions.js';
import type { Problem, SourceLine } from './messages.js';
import type { ReadSubgraph } from './read-subgraph.js';

const PROBLEMS_MAX = 50;
const MESSAGE_CHARACTERS = 2_000;

type NodeOfSubgraph = ASTNode & { readonly subgraph?: string };

/** What composition, or a subgraph alone, has been refused for. */
export function problemsOf(error: unknown, reads: readonly ReadSubgraph[]): Problem[] {
  const errors = error instanceof Error ? (errorCauses(error) ?? [error]) : [];
  return errors.slice(0, PROBLEMS_MAX).map((one) => {
    const nodes = one instanceof GraphQLError ? (one.nodes ?? []) : [];
    const code = one instanceof GraphQLError ? one.extensions['code'] : undefined;
    return problem(
      { code: typeof code === 'string' ? code : 'COMPOSITION_FAILED', message: one.message, nodes },
      reads,
    );
  });
}

/** What composition points out, without refusing it. */
export function hintsOf(hints: CompositionSuccess['hints'], reads: readonly ReadSubgraph[]): Problem[] {
  return hints.slice(0, PROBLEMS_MAX).map(({ definition, message, nodes }) => ({
    ...problem({ code: definition.code, message, nodes: nodes ?? [] }, reads),
    severity: 'HINT',
  }));
}

interface Found {
  readonly code: string;
  readonly message: string;
  readonly nodes: readonly ASTNode[];
}

function problem({ code, message, nodes }: Found, reads: readonly ReadSubgraph[]): Problem {
  const [, directive, before] = /directive "(@\w+)"|"(@\w+)" directive/i.exec(message) ?? [];
  const coordinate = directive ?? before ?? /"([A-Za-z_]\w*(?:\.\w+)?)(?:\(\w+:\))?"/.exec(message)?.[1] ?? null;
  const sources = nodes.flatMap((node) => sourceOf(node, reads));
  const all = sources.length > 1 || coordinate === null ? sources : [...sources, ...linesOf(coordinate, reads)];
  return {
    code,
    severity: 'ERROR',
    message: message.slice(0, MESSAGE_CHARACTERS),
    coordinate,
    sources: distinct(all),
  };
}

function sourceOf(node: NodeOfSubgraph, reads: readonly ReadSubgraph[]): SourceLine[] {
  const line = lineOfNode(node);
  const read = reads.find(({ name }) => name === node.subgraph) ?? (reads.length === 1 ? reads[0] : undefined);
  return line === undefined || read === undefined ? [] : [read.line(line)];
}

/** Where subgraphs define a coordinate, for problems that say no place themselves. */
function linesOf(coordinate: string, reads: readonly ReadSubgraph[]): SourceLine[] {
  const [typeName = '', memberName] = coordinate.split('.');
  return reads.flatMap((read) =>
    read.document.definitions.flatMap((definition) => {
      if (!('name' in definition) || nameOf(definition) !== typeName) return [];
      if (memberName === undefined) return [read.line(lineOfNode(definition) ?? 1)];
      const members = 'fields' in definition ? definition.fields : 'values' in definition ? definition.values : [];
      const member = members?.find(({ name }) => name.value === memberName);
      return member ? [read.line(lineOfNode(member) ?? 1)] : [];
    }),
  );
}

function nameOf(definition: DefinitionNode): string | undefined {
  const name = 'name' in definition ? definition.name?.value : undefined;
  return definition.kind === Kind.DIRECTIVE_DEFINITION ? `@${name}` : name;
}

function distinct(sources: readonly SourceLine[]): SourceLine[] {
  return [...new Map(sources.map((source) => [`${source.subgraph} ${source.line}`, source])).values()].slice(0, 10);
}
