import { GraphQLError, parse, type DocumentNode } from 'graphql';
import { overLimit, type OperationLimits } from './limit-shape.js';
import { documentRefused, type RequestError } from './request-error.js';
import { nestingOf } from './scan-document.js';

/** How deep brackets may be nested whatever the limit on depth; the parser needs its stack for each level. */
const NESTING_MAX = 200;

/** Parses the text of a document. Throws `RequestError`. */
export function parseDocument(text: string, limits: OperationLimits): DocumentNode {
  const nestingMax = Math.max(NESTING_MAX, 2 * limits.depth);
  if (nestingOf(text) > nestingMax) throw overLimit('MAX_DEPTH_LIMIT', nestingMax, 'brackets inside one another');
  if (text.includes('\0')) throw refusal(new GraphQLError('Syntax Error: Invalid character: U+0000.'));
  try {
    return parse(text, { maxTokens: limits.tokens });
  } catch (error) {
    if (/ more that \d+ tokens/.test((error as Error).message))
      throw overLimit('MAX_TOKENS_LIMIT', limits.tokens, 'names, signs and values');
    throw refusal(error as GraphQLError);
  }
}

function refusal(error: GraphQLError): RequestError {
  return documentRefused('GRAPHQL_PARSE_FAILED', [error]);
}
