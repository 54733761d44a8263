import { errorCauses } from '@apollo/federation-internals';
import { GraphQLError } from 'graphql';
import { contractSupergraph } from './contract-supergraph.js';
import { apiSchema, diffSchemas } from './diff-schemas.js';
import type { BuiltContract, ContractSpec } from './messages.js';

const PROBLEMS_MAX = 10;

/** Makes the supergraph of a contract, with what changes for its clients since the live one, if there is one. */
export function buildContract(spec: ContractSpec, sdl: string, liveSdl: string | null): BuiltContract {
  const { name } = spec;
  const contract = contractSupergraph(sdl, spec);
  const problems = problemsOf(contract);
  if (problems.length > 0) return { name, sdl: null, problems, changes: [] };
  const live = liveSdl === null ? null : contractSupergraph(liveSdl, spec);
  // What is not live as it is cannot be broken.
  const isComparable = live !== null && problemsOf(live).length === 0;
  return {
    name,
    sdl: contract,
    problems,
    changes: isComparable ? diffSchemas(apiSchema(live), apiSchema(contract)) : [],
  };
}

function problemsOf(sdl: string): string[] {
  try {
    apiSchema(sdl);
    return [];
  } catch (error) {
    const errors = errorCauses(error as Error) ?? [error as Error];
    return errors.slice(0, PROBLEMS_MAX).map((one) => messageOf(one).slice(0, 1_000));
  }
}

function messageOf(error: Error): string {
  const code = error instanceof GraphQLError ? error.extensions['code'] : undefined;
  if (code !== 'QUERY_ROOT_TYPE_INACCESSIBLE') return error.message;
  return 'no field of Query is shown. Tag at least one with an included tag and no excluded one';
}
