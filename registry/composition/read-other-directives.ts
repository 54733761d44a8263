import type { CoreFeature, DirectiveDefinition } from '@apollo/federation-internals';
import { composedDirectives, type ComposedDirective } from './composed-directives.js';
import { lineOf } from './definitions.js';
import { KNOWN_DIRECTIVES, partsOfDirective } from './known-directives.js';
import type { SourceLine, Use } from './messages.js';
import type { ReadSubgraph } from './read-subgraph.js';

/** The directives that a subgraph composes and gateways do not know: they belong to whom composes them first, as `@name`. */
export function ownDirectives(read: ReadSubgraph): ComposedDirective[] {
  return composedDirectives(read).filter(
    ({ feature }) => !KNOWN_DIRECTIVES.some(({ identity }) => identity === feature.url.identity),
  );
}

/**
 * Where a candidate links or defines otherwise a directive that others compose. The supergraph has one definition of it,
 * the newest, which may be that of a subgraph that does not compose it itself.
 */
export function readOtherDirectives(candidate: ReadSubgraph, others: readonly ReadSubgraph[]): Use[] {
  const theirs = others.flatMap((other) =>
    ownDirectives(other).map((composed) => ({
      by: other.name,
      name: composed.definition.name,
      line: other.line(lineOf(composed.feature.directive)),
      identity: composed.feature.url.identity,
      form: formOf(composed.feature, composed.definition),
    })),
  );
  return [...Map.groupBy(theirs, ({ name }) => name)].flatMap(([name, same]): Use[] => {
    const own = formIn(candidate, name, new Set(same.map(({ identity }) => identity)));
    if (own === undefined || same.some(({ form }) => form === own.form)) return [];
    const sources = [own.line, ...same.map(({ line }) => line)];
    return [{ act: 'DEFINITION', coordinate: `@${name}`, sources, others: same.map(({ by }) => by) }];
  });
}

interface OwnForm {
  readonly form: string;
  readonly line: SourceLine;
}

/** What the candidate has in the place of a directive: one that it composes, or one of the same specification. */
function formIn(candidate: ReadSubgraph, name: string, identities: ReadonlySet<string>): OwnForm | undefined {
  const definition = candidate.subgraph.schema.directive(name);
  const feature = definition && candidate.subgraph.schema.coreFeatures?.sourceFeature(definition)?.feature;
  if (!definition || !feature) return undefined;
  const isComposed = ownDirectives(candidate).some((composed) => composed.definition === definition);
  if (!isComposed && !identities.has(feature.url.identity)) return undefined;
  return { form: formOf(feature, definition), line: candidate.line(lineOf(feature.directive)) };
}

function formOf({ url }: CoreFeature, definition: DirectiveDefinition): string {
  return [url.toString(), ...partsOfDirective(definition).sort()].join();
}
