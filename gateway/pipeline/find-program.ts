import { OperationTypeNode } from 'graphql';
import { compileProgram } from '../execute/compile-program.js';
import type { Program } from '../execute/program.js';
import { deferVariables, labelDefers } from '../plan/label-defers.js';
import { normaliseOperation } from '../plan/normalise-operation.js';
import { planOperation } from '../plan/plan-operation.js';
import { PlannerBusy, PlanningTimeout } from '../plan/planner.js';
import { keepPlans } from './explain-plan.js';
import { labelsOfDocument, labelsOn } from './override-labels.js';
import type { PreparedOperation } from './prepare-operation.js';
import { requestError } from './request-error.js';
import type { Snapshot } from './snapshot.js';
import { withhold } from './withhold.js';

export interface ProgramInput {
  /** The client's variables, checked. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The labels of progressive `@override` that are on, besides shares such as `percent(25)`. */
  readonly overrideLabels: readonly string[];
  /** The names of the clauses that do not hold for the caller. */
  readonly denied?: readonly string[];
  readonly mergeFetches: boolean;
  /** Whether the plans can be asked for. */
  readonly keepsPlans?: boolean;
  /** Whether the client takes deferred parts later; else everything is answered at once. */
  readonly defers?: boolean;
}

const NOTHING_DENIED: readonly string[] = [];
/** How many variants of one operation, by the values of its conditions and by what callers may see, are kept. */
const VARIANTS_MAX = 64;
/** A program takes about so many bytes for each selection of its document, and for each of its fetches. */
const SELECTION_BYTES = 1_000;
const FETCH_BYTES = 9_000;
/** How long an operation is refused that took too long to plan; perhaps it was the machine that was slow. */
const REMEMBERED_MS = 60_000;

/** The program of an operation: planned and compiled the first time, the same promise for all who ask meanwhile. */
export function findProgram(
  snapshot: Snapshot,
  operation: PreparedOperation,
  input: ProgramInput,
): Program | Promise<Program> {
  const facts = planningFacts(snapshot, operation);
  const defers = input.defers === true && facts.deferVariables !== null;
  const names = defers ? [...operation.conditionVariables, ...facts.deferVariables] : operation.conditionVariables;
  const overrideLabels = labelsOn(facts.labels, input.overrideLabels);
  const denied = input.denied ?? NOTHING_DENIED;
  const isOnly = names.length + overrideLabels.length + denied.length === 0 && !defers;
  const conditions = isOnly ? {} : Object.fromEntries(names.map((name) => [name, input.variables[name] === true]));
  const key = isOnly ? '' : JSON.stringify([Object.values(conditions), overrideLabels, defers, denied]);
  const known = operation.programs.get(key);
  if (known) return known;
  const made = makeProgram(snapshot, operation, { ...input, conditions, overrideLabels, denied, defers });
  if (operation.programs.size >= VARIANTS_MAX) operation.programs.clear();
  operation.programs.set(key, made);
  const isKept = () => operation.programs.get(key) === made;
  const forget = () => void (isKept() && operation.programs.delete(key));
  made.then(
    (program) => {
      if (!isKept()) return;
      operation.programs.set(key, program);
      operation.weigh(programsBytes(operation));
    },
    (error: unknown) => (error instanceof PlanningTimeout ? setTimeout(forget, REMEMBERED_MS).unref() : forget()),
  );
  return made;
}

/** How much memory the programs of an operation take that are done, as a rough estimate. */
function programsBytes({ programs, selections }: PreparedOperation): number {
  let bytes = 0;
  for (const program of programs.values()) {
    if (!(program instanceof Promise)) bytes += selections * SELECTION_BYTES + program.fetches.length * FETCH_BYTES;
  }
  return bytes;
}

/** Values of conditions, labels, whether parts are deferred, and the clauses that do not hold. */
type VariantKey = [boolean[], string[], boolean, string[]];

/** The inputs for which an operation has programs. */
export function knownInputs(
  snapshot: Snapshot,
  operation: PreparedOperation,
): Omit<ProgramInput, 'mergeFetches' | 'keepsPlans'>[] {
  const names = [...operation.conditionVariables, ...(planningFacts(snapshot, operation).deferVariables ?? [])];
  return [...operation.programs.keys()].map((key) => {
    const [values, overrideLabels, defers, denied] = JSON.parse(key || '[[],[],false,[]]') as VariantKey;
    const variables = Object.fromEntries(values.map((value, i) => [names[i]!, value]));
    return { variables, overrideLabels, defers, denied };
  });
}

/** What of an operation, besides its conditions, decides between its plans. */
interface PlanningFacts {
  readonly labels: readonly string[];
  readonly deferVariables: readonly string[] | null;
}

const knownFacts = new WeakMap<PreparedOperation, PlanningFacts>();

function planningFacts({ planner }: Snapshot, operation: PreparedOperation): PlanningFacts {
  const known = knownFacts.get(operation);
  if (known) return known;
  const { document } = operation;
  const isSubscription = operation.operation.operation === OperationTypeNode.SUBSCRIPTION;
  const facts = {
    labels: labelsOfDocument(document, planner.facts.overrideLabels),
    deferVariables: isSubscription ? null : deferVariables(document),
  };
  knownFacts.set(operation, facts);
  return facts;
}

type MakeInput = ProgramInput & { readonly conditions: Record<string, boolean> };

/** There are parts that the planner cannot defer: they are answered with the rest. */
async function makeProgram(snapshot: Snapshot, operation: PreparedOperation, input: MakeInput): Promise<Program> {
  try {
    return await planAndCompile(snapshot, operation, input);
  } catch (error) {
    if (input.defers !== true || error instanceof PlanningTimeout || error instanceof PlannerBusy) throw error;
    return planAndCompile(snapshot, operation, { ...input, defers: false });
  }
}

async function planAndCompile(
  { planner, schema, types, cacheRules, echoesKeys }: Snapshot,
  { operation, fragments, suppresses }: PreparedOperation,
  { conditions, overrideLabels, denied = NOTHING_DENIED, mergeFetches, keepsPlans, defers }: MakeInput,
): Promise<Program> {
  const plain = { operation, fragments, conditions, deferred: [] };
  const whole = defers ? labelDefers(plain) : plain;
  const { protections } = planner.facts;
  const chosen = denied.length > 0 ? withhold(whole, { schema, protections, denied }) : whole;
  const normalised = normaliseOperation(chosen, { marker: planner.facts.marker, schema });
  const plans = await planOperation(planner, normalised, overrideLabels);
  const suppressions = suppresses ? planner.facts.suppressions : null;
  const program = compileProgram({
    ...{ plans, chosen, normalised, schema, types, mergeFetches },
    ...{ suppressions, cacheRules, echoesKeys },
  });
  if (keepsPlans === true) keepPlans(program, plans);
  return program;
}

/** What a client is told when its operation was not planned in time; other errors stay as they are. */
export function planningRefusal(error: unknown): unknown {
  if (error instanceof PlanningTimeout)
    return requestError(
      503,
      'QUERY_PLANNING_TIMEOUT',
      'The operation is too complex to plan. Ask for less in one operation',
    );
  if (error instanceof PlannerBusy)
    return requestError(
      503,
      'QUERY_PLANNER_BUSY',
      'Too many new operations wait to be planned. Try again in a moment',
      {
        'retry-after': '1',
      },
    );
  return error;
}
