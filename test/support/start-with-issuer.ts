import type { GatewayConfig } from '../../gateway/config.js';
import type { OwnIssuer } from '../../gateway/studio-api/own-issuer.js';
import type { Subgraphs } from '../federation/support/federation-case.js';
import { startProtectedGraph, type ProtectedGraph } from './start-protected-graph.js';
import { temporaryFolders } from './temporary-folder.js';

const newFolder = temporaryFolders();

/** A field that everybody may read, and one that needs the scope `people:read-personal`. */
export const PERSONAL_FIELD: Subgraphs = {
  people: {
    sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@requiresScopes"])
      type Query { open: String name: String @requiresScopes(scopes: [["people:read-personal"]]) }`,
    fields: { 'Query.open': 'o', 'Query.name': 'n' },
  },
};

/** A gateway with an issuer of its own, which trusts nobody else. */
export function startWithIssuer(ownIssuer: OwnIssuer, onlyThisMachine: boolean): Promise<ProtectedGraph> {
  const change = (config: GatewayConfig): GatewayConfig => ({
    ...config,
    authentication: { ...config.authentication, jwks: [], algorithms: ['ES256', 'RS256', 'HS256'] },
  });
  const overrides = { ownIssuer, onlyThisMachine };
  return startProtectedGraph({ subgraphs: PERSONAL_FIELD, folder: newFolder(), change, overrides });
}

/** The studio as such an issuer knows it. */
export function studioOf({ url }: Pick<ProtectedGraph, 'url'>) {
  return { id: 'joinery-studio', redirectUri: new URL('/', url).href };
}
