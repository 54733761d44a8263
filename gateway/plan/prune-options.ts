import { createRequire } from 'node:module';

/** A way through the graph of subgraphs to one place of an answer, as far as it is compared. */
interface Path {
  /** The vertex at its end, the same object for all paths that end there. */
  readonly tail: unknown;
  subgraphJumps(): number;
}

/** A way to ask for something: one path, or one for each type of the objects that are asked. */
interface Option {
  readonly paths: readonly Path[];
}

interface GraphPaths {
  advanceSimultaneousPathsWithOperation: (...input: never[]) => readonly Option[] | undefined;
}

/**
 * Lets the planner drop what is sure to be worse as soon as it comes up. From an interface object it looks for a field
 * also by way of each implementation in another subgraph and back. Each of these paths then has choices of its own, so
 * that the number of options is a power of that of implementations.
 */
export function pruneOptions(): void {
  const require = createRequire(import.meta.url);
  const requireOfPlanner = createRequire(require.resolve('@apollo/query-planner'));
  const graphPaths = requireOfPlanner('@apollo/query-graphs/dist/graphPath.js') as GraphPaths;
  const advance = graphPaths.advanceSimultaneousPathsWithOperation;
  graphPaths.advanceSimultaneousPathsWithOperation = (...input) => {
    const options = advance(...input);
    return options && withoutDetours(options);
  };
}

/** Without options of several paths that all end where a single path gets with fewer steps from subgraph to subgraph. */
function withoutDetours(options: readonly Option[]): Option[] {
  const direct = options.flatMap(({ paths }) => (paths.length === 1 ? paths : []));
  return options.filter(
    ({ paths }) =>
      paths.length === 1 ||
      !direct.some((one) =>
        paths.every((path) => path.tail === one.tail && path.subgraphJumps() > one.subgraphJumps()),
      ),
  );
}
