import { OperationTypeNode } from 'graphql';
import { joinLosses, lossBetween, type Loss } from './lost-fields.js';
import type { ReadOperation } from './read-operations.js';
import type { Stand } from './stand.js';

/** What the answer to an operation loses without each subgraph. */
export interface OperationLosses {
  readonly file: string;
  readonly name: string | null;
  /** The subgraphs that it must survive, as its file says. */
  readonly survives: readonly string[];
  /** By subgraph; without those that are not asked. */
  readonly losses: ReadonlyMap<string, Loss>;
  /** Why it cannot be run; null when it can. */
  readonly problem: string | null;
}

/** Where one object of an interface or a union stands, each seed shows one member. */
const SEEDS = [1, 2, 3] as const;

/** Runs each operation with all subgraphs, then without each of those that it asks. The stand must have been started. */
export async function findLosses(
  stand: Stand,
  operations: readonly ReadOperation[],
  { signal, variables }: { readonly signal: AbortSignal; readonly variables: VariablesFor },
): Promise<OperationLosses[]> {
  let found: OperationLosses[] = operations.map(({ file, name, survives, node }) => {
    const isEndless = node.operation === OperationTypeNode.SUBSCRIPTION;
    return { file, name, survives, losses: new Map(), problem: isEndless ? 'subscriptions are not run' : null };
  });
  for (const seed of SEEDS) {
    await stand.seed(seed);
    const next: OperationLosses[] = [];
    for (const [i, operation] of operations.entries()) {
      signal.throwIfAborted();
      const sofar = found[i]!;
      next.push(sofar.problem === null ? await withSeed(stand, sofar, bodyOf(operation, variables)) : sofar);
    }
    found = next;
  }
  return found;
}

/** Values for the variables that an operation needs. */
export type VariablesFor = (operation: ReadOperation) => Readonly<Record<string, unknown>>;

/** Whether an operation answers something without a subgraph. */
export function survives({ losses }: OperationLosses, subgraph: string): boolean {
  return losses.get(subgraph)?.kind !== 'everything';
}

function bodyOf(operation: ReadOperation, variables: VariablesFor): object {
  return { query: operation.text, operationName: operation.name, variables: variables(operation) };
}

async function withSeed(stand: Stand, sofar: OperationLosses, body: object): Promise<OperationLosses> {
  const whole = await stand.ask(body, null);
  const [error] = whole.errors;
  // A mock may give a member of a union that its subgraph knows nothing more of.
  if (error && whole.data === null) return { ...sofar, problem: error.message };
  const losses = new Map(sofar.losses);
  for (const subgraph of whole.asked) {
    const rest = await stand.ask(body, subgraph);
    const loss = lossBetween(whole.data, rest.data);
    losses.set(subgraph, joinLosses(losses.get(subgraph) ?? { kind: 'nothing' }, loss));
  }
  return { ...sofar, losses };
}
