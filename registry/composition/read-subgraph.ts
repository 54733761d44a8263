import {
  buildSubgraph,
  type InterfaceType,
  type NamedType,
  type ObjectType,
  type Subgraph,
} from '@apollo/federation-internals';
import { parse, type DefinitionNode, type DocumentNode } from 'graphql';
import type { SourceLine, SubgraphSource } from './messages.js';

export const TYPES_MAX = 5_000;
const NO_LINK =
  'it does not link to federation 2. Begin it with extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const TOKENS_MAX = 500_000;
const LINE_CHARACTERS = 200;

export type FieldsType = ObjectType | InterfaceType;

/** A subgraph that was read, with its lines for findings. */
export interface ReadSubgraph {
  readonly name: string;
  readonly document: DocumentNode;
  readonly subgraph: Subgraph;
  /** The types that its author wrote. */
  readonly types: readonly NamedType[];
  /** Those of them that have fields with answers, by name. */
  readonly withFields: ReadonlyMap<string, FieldsType>;
  readonly line: (number: number) => SourceLine;
}

/** The schema is no GraphQL, or too large. */
export class UnreadableError extends Error {
  readonly isTooLarge: boolean;

  constructor(message: string, isTooLarge = false) {
    super(message);
    this.isTooLarge = isTooLarge;
  }
}

/** Parses a schema under limits. Throws `UnreadableError`. */
export function parseSdl(sdl: string): DocumentNode {
  const document = parsed(sdl);
  const types = document.definitions.filter(isType).length;
  if (types > TYPES_MAX) throw new UnreadableError(`it has ${types} types, more than ${TYPES_MAX}`, true);
  return document;
}

/** Builds a subgraph as composition sees it. Throws `UnreadableError`, or what federation finds wrong in it alone. */
export function readSubgraph({ name, url, sdl }: SubgraphSource): ReadSubgraph {
  const document = parseSdl(sdl);
  const subgraph = buildSubgraph(name, url, document);
  if (!subgraph.isFed2Subgraph()) throw new UnreadableError(NO_LINK);
  const types = typesOf(subgraph);
  const withFields = types.filter((type) => type.kind === 'ObjectType' || type.kind === 'InterfaceType');
  return {
    name,
    document,
    subgraph,
    types,
    withFields: new Map(withFields.map((type) => [type.name, type])),
    line: lineReader(name, sdl),
  };
}

/** Gives the lines of a schema by their numbers. */
export function lineReader(subgraph: string, sdl: string): (line: number) => SourceLine {
  const lines = sdl.split(/\r\n|[\n\r]/);
  return (line) => ({ subgraph, line, text: (lines[line - 1] ?? '').trim().slice(0, LINE_CHARACTERS) });
}

function typesOf(subgraph: Subgraph): NamedType[] {
  const link = subgraph.schema.coreFeatures?.coreItself.nameInSchema;
  const added = new Set([
    ...subgraph
      .metadata()
      .allFederationTypes()
      .map(({ name }) => name),
    ...['Purpose', 'Import'].map((name) => `${link}__${name}`),
    '_Entity',
  ]);
  return subgraph.schema.types().filter((type) => !type.isBuiltIn && !added.has(type.name));
}

function parsed(sdl: string): DocumentNode {
  try {
    return parse(sdl, { maxTokens: TOKENS_MAX });
  } catch (error) {
    const { message } = error as Error;
    if (error instanceof RangeError) throw new UnreadableError('it is nested too deep');
    throw new UnreadableError(message.replace(/\.$/, ''), /tokens/.test(message));
  }
}

function isType({ kind }: DefinitionNode): boolean {
  return /Type(Definition|Extension)$/.test(kind);
}
