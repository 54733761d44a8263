import type { PlanNode } from './plan-node.js';
import { fieldNames, readFetch } from './read-fetch.js';

/** A step of a plan in plain words, with those that it is made of. */
export interface Step {
  readonly words: string;
  /** `one-by-one` when each of `steps` waits for the one before. */
  readonly order: 'one-by-one' | 'at-once';
  readonly steps: readonly Step[];
}

/** How many fields are named before the rest is counted. */
const NAMED_MAX = 6;

/**
 * Says what a plan does: `First ask organisations for footprints`, `Then, for each of footprints → nodes, ask people for
 * leader (found by odsCode)`. Null is the plan of an operation for which no subgraph is asked.
 */
export function planInWords(node: PlanNode | null): readonly Step[] {
  if (node === null) return [step('The gateway answers by itself; no subgraph is asked')];
  const names = fieldNames(node);
  return node.kind === 'Sequence' ? inOrder(node.nodes, names) : [told(node, names)];
}

type Names = ReturnType<typeof fieldNames>;

function inOrder(nodes: readonly PlanNode[], names: Names, where: readonly string[] = []): Step[] {
  return nodes.map((node, index) => {
    const { words, ...rest } = told(node, names, where);
    const start = index === 0 ? 'First' : 'Then';
    return { words: `${start}${words.startsWith('For') ? ', f' : ' '}${lowered(words)}`, ...rest };
  });
}

/** Lower-cases the first letter, which was taken already where a clause begins with "for". */
function lowered(words: string): string {
  return words.startsWith('For') ? words.slice(1) : words.charAt(0).toLowerCase() + words.slice(1);
}

function told(node: PlanNode, names: Names, where: readonly string[] = []): Step {
  switch (node.kind) {
    case 'Fetch':
      return step(fetchInWords(readFetch(node), where));
    case 'Flatten':
      return told(node.node, names, [...where, ...node.path.map((key) => shown(String(key), names))]);
    case 'Sequence':
      return { words: 'One after the other', order: 'one-by-one', steps: inOrder(node.nodes, names, where) };
    case 'Parallel':
      return { words: 'At the same time', order: 'at-once', steps: node.nodes.map((one) => told(one, names, where)) };
    case 'Subscription': {
      const { subgraph, fields } = readFetch(node.primary);
      const words = `Wait for ${listed(fields)} of ${subgraph}; for each event`;
      return { words, order: 'one-by-one', steps: node.rest ? [told(node.rest, names)] : [step('Answer with it')] };
    }
    case 'Condition':
      return {
        words: `Depending on $${node.condition}`,
        order: 'at-once',
        steps: [
          ...(node.ifClause ? [prefixed('If it is true, ', told(node.ifClause, names, where))] : []),
          ...(node.elseClause ? [prefixed('If it is false, ', told(node.elseClause, names, where))] : []),
        ],
      };
    case 'Defer':
      return deferInWords(node, names);
  }
}

function deferInWords({ primary, deferred }: Extract<PlanNode, { kind: 'Defer' }>, names: Names): Step {
  const now = primary.node ? [prefixed('At once, ', told(primary.node, names))] : [];
  const later = deferred.flatMap(({ node, queryPath }) => {
    const place = queryPath.length > 0 ? ` at ${queryPath.map((key) => shown(String(key), names)).join(' → ')}` : '';
    return node ? [prefixed(`Later${place}, `, told(node, names))] : [];
  });
  return { words: 'Answer in several parts', order: 'one-by-one', steps: [...now, ...later] };
}

function fetchInWords({ subgraph, kind, fields, by }: ReturnType<typeof readFetch>, where: readonly string[]): string {
  if (by.length === 0)
    return kind === 'mutation' ? `Have ${subgraph} do ${listed(fields)}` : `Ask ${subgraph} for ${listed(fields)}`;
  const places = where.filter((key) => key !== '@').join(' → ') || 'the answer';
  const each = where.includes('@') ? `For each of ${places}` : `For ${places}`;
  return `${each}, ask ${subgraph} for ${listed(fields)} (found by ${listed(by)})`;
}

/** Names that stand for a field with its arguments are shown as the field. */
function shown(key: string, names: Names): string {
  return key === '@' ? key : (names.get(key) ?? key);
}

function listed(names: readonly string[]): string {
  const named = names.slice(0, NAMED_MAX);
  const rest = names.length - named.length;
  const all = rest > 0 ? [...named, `${rest} more`] : named;
  if (all.length === 0) return 'nothing but whether it is there';
  return all.length === 1 ? all[0]! : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

function prefixed(prefix: string, { words, ...rest }: Step): Step {
  return { words: prefix + words.charAt(0).toLowerCase() + words.slice(1), ...rest };
}

function step(words: string): Step {
  return { words, order: 'one-by-one', steps: [] };
}
