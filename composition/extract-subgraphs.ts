import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { parse, print, type DocumentNode } from 'graphql';
import { SUPPRESS_URL } from '../kit/suppress-specification.js';
import { JoineryError } from '../kit/errors.js';
import { composedDirectivesIn, withComposed } from './composed-directives.js';
import { describedElements, withDescribed } from './described-elements.js';
import { withPlainNames, withSchemaOf } from './extracted-schema.js';
import type { SubgraphSchema } from './subgraph-schema.js';

const SUPPORTED_FEATURES = new Set([...ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, SUPPRESS_URL]);

/**
 * The subgraphs of a supergraph as schemas that compose into it again. What composition merges of descriptions, tags,
 * protection and cost, and of directives that subgraphs brought, stands in each of them. Throws `SUPERGRAPH_INVALID`.
 */
export function extractSubgraphs(sdl: string, source: string): SubgraphSchema[] {
  try {
    const supergraph = Supergraph.build(sdl, { supportedFeatures: SUPPORTED_FEATURES });
    const whole = parse(sdl, { noLocation: true });
    const composed = composedDirectivesIn(whole);
    const names = composed.flatMap(({ definitions }) => definitions.map(({ name }) => name.value));
    const described = describedElements(whole, names);
    const schemaOf = (text: string) => {
      const document: DocumentNode = withDescribed(withPlainNames(parse(text, { noLocation: true })), described);
      return `${print(withSchemaOf(withComposed(document, composed), whole))}\n`;
    };
    return [...supergraph.subgraphs().values()].map((subgraph) => ({
      name: subgraph.name,
      url: subgraph.url,
      sdl: schemaOf(subgraph.toString()),
      source: `${subgraph.name} in ${source}`,
    }));
  } catch (error) {
    throw new JoineryError('SUPERGRAPH_INVALID', `${source}: ${(error as Error).message}`, { cause: error });
  }
}
