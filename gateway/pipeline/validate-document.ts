import {
  BREAK,
  OverlappingFieldsCanBeMergedRule,
  specifiedRules,
  validate,
  visit,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { DEFER_RULES } from './defer-rules.js';
import type { IntrospectionRule } from './may-introspect.js';
import { limitShape, overLimit, type OperationLimits } from './limit-shape.js';
import { findMergeConflict, TooManyFields } from './merge-conflicts.js';
import { OPERATION_RULES } from './operation-rules.js';
import { documentRefused, requestError } from './request-error.js';

const ERRORS_MAX = 5;
/** How many times the fields of a document are looked at to compare them, at most. */
const COMPARISONS_PER_FIELD = 5;
/** The rule left out takes time by the square of the fields; `findMergeConflict` stands for it. */
const RULES = [
  ...specifiedRules.filter((rule) => rule !== OverlappingFieldsCanBeMergedRule),
  ...OPERATION_RULES,
  ...DEFER_RULES,
];

/** What documents are held to, besides the schema. */
export interface DocumentRules {
  /** The tags of fields that are written down when they are read. */
  readonly auditedTags?: readonly string[];
  readonly limits: OperationLimits;
  /** Who may ask the schema about itself. */
  readonly introspection: IntrospectionRule;
}

/** What was seen of a document. */
export interface SeenDocument {
  /** How many selections it has, once every fragment is spread. */
  readonly selections: number;
  /** Whether it asks what the schema is where not everybody may. */
  readonly needsIntrospection: boolean;
}

/** Checks that a document keeps the limits, and that it is valid in the schema. Throws `RequestError`. */
export function validateDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  { limits, introspection }: DocumentRules,
): SeenDocument {
  const selections = limitShape(document, limits);
  const needsIntrospection = introspection !== true && asksAboutSchema(document);
  if (introspection === false && needsIntrospection)
    throw requestError(400, 'INTROSPECTION_DISABLED', 'The schema cannot be asked for here');
  const errors = validate(schema, document, RULES, { maxErrors: ERRORS_MAX, hideSuggestions: true });
  // The last error then says that there were more.
  if (errors.length > 0) throw documentRefused('GRAPHQL_VALIDATION_FAILED', errors.slice(0, ERRORS_MAX));
  const conflict = mergeConflict(schema, document, limits);
  if (conflict) throw documentRefused('GRAPHQL_VALIDATION_FAILED', [conflict]);
  return { selections, needsIntrospection };
}

function asksAboutSchema(document: DocumentNode): boolean {
  let asks = false;
  visit(document, {
    Field({ name }) {
      asks ||= name.value === '__schema' || name.value === '__type';
      return asks ? BREAK : undefined;
    },
  });
  return asks;
}

function mergeConflict(schema: GraphQLSchema, document: DocumentNode, { expandedSelections }: OperationLimits) {
  try {
    return findMergeConflict(schema, document, expandedSelections * COMPARISONS_PER_FIELD);
  } catch (error) {
    if (!(error instanceof TooManyFields)) throw error;
    throw overLimit('MAX_SELECTIONS_LIMIT', expandedSelections, 'fields of one name on several types');
  }
}
