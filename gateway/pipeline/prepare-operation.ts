import { Kind, visit, type DocumentNode, type FragmentDefinitionNode, type OperationDefinitionNode } from 'graphql';
import type { Program } from '../execute/program.js';
import type { Deprecation } from '../request-context.js';
import { carefulFieldsOf } from './careful-fields.js';
import { declaredVariables, type DeclaredVariable } from './check-variables.js';
import { deprecationOf } from './deprecations.js';
import { factsOf, type OperationFacts } from './operation-facts.js';
import { parseDocument } from './parse-document.js';
import type { OperationWatch } from './operation-watch.js';
import { RequestError, requestError } from './request-error.js';
import type { Snapshot } from './snapshot.js';
import { validateDocument, type DocumentRules } from './validate-document.js';

/** A document that was parsed and validated against one snapshot, with those of its operations that were asked for. */
export interface PreparedDocument {
  readonly kind: 'prepared';
  readonly document: DocumentNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** As its operations have them. */
  readonly clauses: readonly string[];
  readonly audited: readonly string[];
  readonly needsIntrospection: boolean;
  /** How many selections it has, once every fragment is spread. */
  readonly selections: number;
  /** By the name that a request gives; null for a request that gives none. */
  readonly operations: Map<string | null, PreparedOperation>;
  /** How much memory it takes with the programs that it has by now, as a rough estimate. */
  readonly sizeBytes: number;
}

/** A document that was refused before. */
export interface RefusedDocument {
  readonly kind: 'refused';
  readonly refusal: RequestError;
  readonly sizeBytes: number;
}

/** A parsed document takes about so many times the bytes of its text. */
const PARSED_FACTOR = 20;
const DOCUMENT_BYTES = 5_000;
const REFUSAL_BYTES = 2_000;

/** An operation of a document. */
export interface PreparedOperation {
  readonly name: string | null;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: readonly DeclaredVariable[];
  readonly facts: OperationFacts;
  /** Null when it uses nothing that is deprecated. */
  readonly deprecation: Deprecation | null;
  /** The variables that `@skip` and `@include` use. */
  readonly conditionVariables: readonly string[];
  /** The names of the clauses that its fields ask of callers; none when everybody may see all of it. */
  readonly clauses: readonly string[];
  /** The fields that are written down when they are read, as `Type.field`. */
  readonly audited: readonly string[];
  /** Whether it asks what the schema is where not everybody may. */
  readonly needsIntrospection: boolean;
  /** Whether it asks for figures that tell no small numbers. */
  readonly suppresses: boolean;
  /** How many selections its document has, once every fragment is spread. */
  readonly selections: number;
  /** Programs by the values of the condition variables and the override labels, being made or done. */
  readonly programs: Map<string, Program | Promise<Program>>;
  /** Takes down how much memory its programs take now, so that documents and programs keep their limit together. */
  readonly weigh: (programsBytes: number) => void;
  /** How often it was asked for. */
  uses: number;
}

/** Which operation of which document a request asks for. */
export interface OperationChoice {
  readonly text: string;
  readonly name: string | null;
}

/** Parses and validates an operation, or finds it in the snapshot's cache. Throws `RequestError`. */
export function prepareOperation(
  snapshot: Snapshot,
  { text, name }: OperationChoice,
  rules: DocumentRules,
  watch: OperationWatch | null = null,
): PreparedOperation {
  let found = snapshot.documents.get(text);
  if (found) watch?.stage('validate', true);
  else snapshot.documents.set(text, (found = prepareDocument(snapshot, text, rules, watch)));
  if (found.kind === 'refused') throw found.refusal;
  const known = found.operations.get(name);
  if (known) return known;
  const operation = operationOf(snapshot, found, { text, name });
  found.operations.set(name, operation);
  return operation;
}

function prepareDocument(
  { schema, planner }: Snapshot,
  text: string,
  rules: DocumentRules,
  watch: OperationWatch | null,
): PreparedDocument | RefusedDocument {
  try {
    const document = parseDocument(text, rules.limits);
    watch?.stage('parse', false);
    const { selections, needsIntrospection } = validateDocument(schema, document, rules);
    watch?.stage('validate', false);
    const sizeBytes = DOCUMENT_BYTES + text.length * PARSED_FACTOR;
    const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    const byName = new Map(fragments.map((node) => [node.name.value, node]));
    const { clauses, audited } = carefulFieldsOf(schema, document, planner.facts, rules.auditedTags ?? []);
    const seen = { document, fragments: byName, clauses, audited, needsIntrospection, selections };
    return { kind: 'prepared', ...seen, operations: new Map(), sizeBytes };
  } catch (error) {
    if (error instanceof RequestError) return { kind: 'refused', refusal: error, sizeBytes: REFUSAL_BYTES };
    throw error;
  }
}

function operationOf(
  { schema, deprecations, planner, documents }: Snapshot,
  { document, fragments, clauses, audited, needsIntrospection, selections, operations }: PreparedDocument,
  { text, name }: OperationChoice,
): PreparedOperation {
  let weighedBytes = 0;
  const operation = chosenOperation(document, name);
  const facts = factsOf(schema, operation, fragments);
  return {
    name: operation.name?.value ?? null,
    document,
    operation,
    fragments,
    variables: declaredVariables(schema, operation),
    facts,
    deprecation: deprecationOf(facts.coordinates, deprecations),
    conditionVariables: conditionVariablesOf(document),
    clauses,
    audited,
    needsIntrospection,
    suppresses: facts.coordinates.some((one) => Object.hasOwn(planner.facts.suppressions, one)),
    selections,
    programs: new Map(),
    weigh(programsBytes) {
      const kept = documents.peek(text);
      if (kept?.kind !== 'prepared' || kept.operations !== operations) return;
      documents.set(text, { ...kept, sizeBytes: kept.sizeBytes + programsBytes - weighedBytes });
      weighedBytes = programsBytes;
    },
    uses: 0,
  };
}

function chosenOperation(document: DocumentNode, name: string | null): OperationDefinitionNode {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const chosen = name === null ? operations : operations.filter((operation) => operation.name?.value === name);
  if (chosen.length === 1) return chosen[0]!;
  const reason =
    name === null
      ? 'The document has several operations. Say which in operationName'
      : 'The document has no operation with the name that operationName says';
  throw requestError(400, 'OPERATION_RESOLUTION_FAILURE', reason);
}

function conditionVariablesOf(document: DocumentNode): string[] {
  const found = new Set<string>();
  visit(document, {
    Directive({ name, arguments: args }) {
      const condition = args?.[0]?.value;
      if ((name.value === 'skip' || name.value === 'include') && condition?.kind === Kind.VARIABLE)
        found.add(condition.name.value);
    },
  });
  return [...found].sort();
}
