import type { AskedPart } from './build-request.js';
import { isAtOrAbove, type ErrorPath, type ResponseError } from './graphql-error.js';
import type { EntityPart, Fetch, Program, Tree } from './program.js';
import { NO_ROW, type Incomplete } from './representations.js';
import { missedPaths } from './subgraph-errors.js';
import { isVisible } from './visible.js';

/** In so many values of what is nested in an object it is sought what is missing. */
const NESTED_MAX = 10_000;

/**
 * The objects of a run of which something is missing, so that later fetches cannot ask for them. That is an error of its
 * own only where no subgraph failed, or knew no such entity: then whoever gave the object left out its key.
 */
export class LeftOut {
  readonly #program: Program;
  readonly #tree: Tree;
  readonly #known = new Set<Tree>();

  constructor(program: Program, tree: Tree) {
    this.#program = program;
    this.#tree = tree;
  }

  /** Notes the objects of parts that brought nothing. */
  note(asked: readonly AskedPart[]): void {
    for (const { places } of asked) {
      for (const { targets, rows } of places)
        targets.forEach((target, index) => rows[index] !== NO_ROW && this.#known.add(target));
    }
  }

  /** Notes an object to which a part brought nothing. */
  noteObject(target: Tree): void {
    this.#known.add(target);
  }

  /** One error for each field that is missing since an object lacks its key, unless an error tells of it already. */
  errorsOf(incomplete: readonly Incomplete[], told: readonly ResponseError[]): ResponseError[] {
    return incomplete.flatMap(({ fetch, targets }) => {
      const lacking = targets.filter((target) => !this.#isKnown(fetch, target) && !this.#isSeen(fetch, target));
      if (lacking.length === 0) return [];
      const paths = missedPaths(fetch, lacking, { tree: this.#tree, visible: this.#program.visible });
      const { message, extensions } = this.#errorOf(fetch);
      return paths.filter((path) => !isTold(told, path)).map((path) => ({ message, path, extensions }));
    });
  }

  /** Whether it is known that something of the object is missing, or of the objects in it that are told of as well. */
  #isKnown({ part }: Fetch, target: Tree): boolean {
    const inputs = (part as EntityPart).inputs.keys;
    const left: unknown[] = inputs.map((key) => (Object.hasOwn(target, key) ? target[key] : undefined));
    for (let count = 0; count < NESTED_MAX && left.length > 0; count++) {
      const value = left.pop();
      if (typeof value !== 'object' || value === null) continue;
      if (this.#known.has(value as Tree)) return true;
      left.push(...Object.values(value as Tree).slice(0, NESTED_MAX));
    }
    return this.#known.has(target);
  }

  /** Whether the client asked for what is missing of the object, and so will be told at its place. */
  #isSeen({ part, path }: Fetch, target: Tree): boolean {
    const base = path.map((element) => (element === '@' ? 0 : element));
    return (part as EntityPart).inputs.keys.some((key) => {
      const value = Object.hasOwn(target, key) ? target[key] : undefined;
      return (value === undefined || typeof value === 'object') && isVisible(this.#program.visible, [...base, key]);
    });
  }

  #errorOf(fetch: Fetch): Omit<ResponseError, 'path'> {
    const givers = this.#giversOf(fetch);
    const [giver] = givers;
    const asked = this.#subgraphOf(fetch);
    const who = givers.length === 0 ? 'A subgraph' : `Subgraph ${givers.join(' or ')}`;
    const message = `${who} did not give what subgraph ${asked} has to know of the object`;
    const extensions = { code: 'INVALID_SUBGRAPH_RESPONSE', ...(givers.length === 1 ? { serviceName: giver } : {}) };
    return { message, extensions };
  }

  /** The subgraphs that give the objects at the path of a fetch. */
  #giversOf({ path }: Fetch): string[] {
    const givers = this.#program.fetches.filter(
      (other) =>
        other.path.length < path.length &&
        other.path.every((element, depth) => element === path[depth]) &&
        other.keys.includes(path.slice(other.path.length).find((element) => element !== '@') ?? ''),
    );
    return [...new Set(givers.map((giver) => this.#subgraphOf(giver)))];
  }

  #subgraphOf({ batch }: Fetch): string {
    return this.#program.batches[batch]!.subgraph;
  }
}

function isTold(told: readonly ResponseError[], path: ErrorPath): boolean {
  return told.some((error) => error.path && (isAtOrAbove(error.path, path) || isAtOrAbove(path, error.path)));
}
