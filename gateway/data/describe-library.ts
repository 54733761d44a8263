import { print } from 'graphql';
import type { ColumnOrigin } from '../../kit/table/about.js';
import { knownOrigins } from '../../kit/table/column-origins.js';
import { planTable } from '../../kit/table/plan-table.js';
import { factsIn } from './field-facts.js';
import type { LoadedLibrary } from './query-library.js';
import type { QueryProblem } from './read-saved-queries.js';
import type { ReadyQuery } from './ready-query.js';

/** What `GET /data` answers. */
export interface DescribedLibrary {
  readonly queries: readonly DescribedQuery[];
  /** Queries that cannot be used with the graph as it now is. */
  readonly problems: readonly QueryProblem[];
}

export interface DescribedQuery {
  readonly name: string;
  readonly title: string;
  readonly question: string;
  readonly owner: string;
  readonly text: string;
  readonly variables: readonly DescribedVariable[];
  /** The lists that its answer can be a table of; `table` unless another is asked for. */
  readonly tables: readonly string[];
  readonly table: string;
  /** Of that table. */
  readonly columns: readonly ColumnOrigin[];
}

export interface DescribedVariable {
  readonly name: string;
  /** As GraphQL writes it, `[OrganisationKind!]`. */
  readonly type: string;
  /** As GraphQL writes it; null when there is none. */
  readonly default: string | null;
  readonly description: string;
  readonly choices: string | null;
}

/** The saved queries for a page or a program that offers them. */
export function describeLibrary(
  library: LoadedLibrary,
  ownerNames: Readonly<Record<string, string>>,
): DescribedLibrary {
  const factsOf = factsIn(library, ownerNames);
  const describe = (query: ReadyQuery): DescribedQuery => {
    const { name, title, question, owner, text } = query.saved;
    const plan = planTable(query.fields, { table: query.table.name })!;
    return {
      name,
      title,
      question,
      owner,
      text,
      variables: describeVariables(query),
      tables: query.tables.map((table) => table.name),
      table: query.table.name,
      columns: knownOrigins(plan.columns, factsOf),
    };
  };
  return { queries: [...library.queries.values()].map(describe), problems: library.problems };
}

function describeVariables({ saved, operation }: ReadyQuery): DescribedVariable[] {
  return (operation.variableDefinitions ?? []).map(({ variable, type, defaultValue }) => {
    const name = variable.name.value;
    const told = Object.hasOwn(saved.variables, name) ? saved.variables[name] : undefined;
    return {
      name,
      type: print(type),
      default: defaultValue ? print(defaultValue) : null,
      description: told?.description ?? '',
      choices: told?.choices ?? null,
    };
  });
}
