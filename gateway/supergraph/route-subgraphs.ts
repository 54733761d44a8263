import { JoineryError } from '../../kit/errors.js';
import type { Supergraph } from './supergraph.js';

/**
 * Where each subgraph is: at the URL of `overrides`, else where the supergraph says. An override is keyed by the
 * subgraph's name, or by that name as a variable has it (`CULTURE_RESOURCES` for `culture-resources`). With
 * `mayBeAbsent`, one of no subgraph is left out. Throws `CONFIG_INVALID` for it otherwise, and for a subgraph without a URL.
 */
export function routeSubgraphs(
  supergraph: Supergraph,
  overrides: Readonly<Record<string, string>>,
  mayBeAbsent = false,
): ReadonlyMap<string, string> {
  const routes = new Map(supergraph.subgraphs.map(({ name, url }) => [name, url]));
  const problems: string[] = [];
  for (const [key, url] of Object.entries(overrides)) {
    const name = [...routes.keys()].find((candidate) => candidate === key || variableName(candidate) === key);
    if (name === undefined && mayBeAbsent) continue;
    if (name === undefined) problems.push(`there is no subgraph ${key}; there are ${[...routes.keys()].join(', ')}`);
    else routes.set(name, url);
  }
  for (const [name, url] of routes) {
    if (!/^https?:/.test(url)) problems.push(`the subgraph ${name} has no URL; give --subgraph ${name}=URL`);
  }
  if (problems.length > 0) throw new JoineryError('CONFIG_INVALID', problems.join('; '));
  return routes;
}

function variableName(subgraph: string): string {
  return subgraph.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
}
