import type { CoreFeature, Directive, DirectiveDefinition } from '@apollo/federation-internals';
import { specifiedDirectives } from 'graphql';
import { composedDirectives, type ComposedDirective } from './composed-directives.js';
import { lineOf } from './definitions.js';
import { KNOWN_DIRECTIVES, partsOfDirective } from './known-directives.js';
import type { Problem } from './messages.js';
import { specifiedNameOf } from './specified-name.js';
import type { ReadSubgraph } from './read-subgraph.js';

/** Directives of federation that come into the supergraph, where each has one name for all subgraphs. */
const OF_FEDERATION = ['tag', 'inaccessible', 'authenticated', 'requiresScopes', 'policy', 'cost', 'listSize'];
/** Names that belong to GraphQL, to federation or to what gateways know. */
const RESERVED: ReadonlySet<string> = new Set([
  ...OF_FEDERATION,
  ...['key', 'requires', 'provides', 'external', 'shareable', 'override', 'extends', 'interfaceObject'],
  ...['composeDirective', 'context', 'fromContext', 'cacheTag', 'connect', 'source', 'link', 'core', 'join'],
  ...['defer', 'stream', ...specifiedDirectives.map(({ name }) => name)],
  ...KNOWN_DIRECTIVES.map(({ name }) => name),
]);
/** Gateways ask subgraphs, and would not ask what these name; other routers would, wherever it is. */
const CONNECTORS = 'https://specs.apollo.dev/connect';

/**
 * Finds directives that would keep other partners from theirs, since the supergraph has one name and one definition of each
 * for all subgraphs: a directive of federation under another name, one's own under a name that is taken, or what gateways
 * know in another version or defined otherwise. And connectors, which would have routers ask any address.
 */
export function lintDirectives(candidate: ReadSubgraph): Problem[] {
  const features = [...(candidate.subgraph.schema.coreFeatures?.allFeatures() ?? [])];
  return [
    ...candidate.subgraph.schema.directives().flatMap((definition) => renamed(candidate, definition)),
    ...composedDirectives(candidate).flatMap((composed) => misnamed(candidate, composed)),
    ...features.flatMap((feature) => [...otherwiseLinked(candidate, feature), ...connectors(candidate, feature)]),
  ];
}

function renamed(candidate: ReadSubgraph, definition: DirectiveDefinition): Problem[] {
  const name = specifiedNameOf(candidate, definition);
  const [first] = definition.applications();
  if (name === undefined || name === definition.name || first === undefined) return [];
  if (!OF_FEDERATION.includes(name)) return [];
  return [
    problem(
      candidate,
      first,
      `It calls @${name} of federation @${definition.name}, and all subgraphs have to call it alike`,
    ),
  ];
}

function misnamed(candidate: ReadSubgraph, { definition, feature, nameInFeature }: ComposedDirective): Problem[] {
  const { name } = definition;
  const known = KNOWN_DIRECTIVES.find(({ identity }) => identity === feature.url.identity);
  if (nameInFeature !== name)
    return [
      problem(candidate, feature.directive, `It composes @${nameInFeature} of ${feature.url.toString()} as @${name}`),
    ];
  if (!RESERVED.has(name) || known?.name === name) return [];
  return [
    problem(
      candidate,
      feature.directive,
      `It composes a directive @${name} of ${feature.url.toString()}, and that name is taken`,
    ),
  ];
}

function otherwiseLinked(candidate: ReadSubgraph, feature: CoreFeature): Problem[] {
  const known = KNOWN_DIRECTIVES.find(({ identity }) => identity === feature.url.identity);
  if (!known) return [];
  const defined = candidate.subgraph.schema.directive(feature.directiveNameInSchema(known.name));
  const parts = defined ? partsOfDirective(defined) : known.parts;
  const lacking = known.parts.filter((part) => !parts.includes(part));
  const faults = [
    ...(feature.url.toString() === known.url
      ? []
      : [`It links ${feature.url.toString()}, and gateways know ${known.url}`]),
    ...(lacking.length === 0 ? [] : [`It defines @${known.name} without ${lacking.join(', ')}`]),
  ];
  const code = known.name === 'suppress' ? 'SUPPRESS_NOT_COMPOSED' : CODE;
  return faults.map((message) => ({ ...problem(candidate, feature.directive, message), code }));
}

function connectors(candidate: ReadSubgraph, { url, directive }: CoreFeature): Problem[] {
  if (url.identity !== CONNECTORS) return [];
  return [problem(candidate, directive, `It links ${url.toString()}, and gateways ask subgraphs, not connectors`)];
}

const CODE = 'DIRECTIVE_REFUSED';

function problem(candidate: ReadSubgraph, directive: Directive, message: string): Problem {
  const sources = [candidate.line(lineOf(directive))];
  return { code: CODE, severity: 'ERROR', message, coordinate: null, sources };
}
