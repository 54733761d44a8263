import './publish.css';
import type { ComponentType } from 'react';
import { Button } from '../kit/button.js';
import { loadOffers } from '../kit/gateway-api.js';
import { Loading } from '../kit/loading.js';
import { Notice } from '../kit/notice.js';
import { useLoaded } from '../kit/use-loaded.js';
import { routeTo, useRoute } from '../shell/route.js';
import { AuditPage } from './audit-page.js';
import { CheckPage } from './check-page.js';
import { ContractsPage } from './contracts-page.js';
import { GatewayOnly } from './gateway-only.js';
import { GrantsPage } from './grants-page.js';
import { HistoryPage } from './history-page.js';
import { askRegistry } from './registry.js';
import { isSample, setToken, useToken } from './session.js';
import { SignIn } from './sign-in.js';
import { SubgraphPage } from './subgraph-page.js';
import { SubgraphsPage } from './subgraphs-page.js';
import { TokensPage } from './tokens-page.js';
import { UsagePage } from './usage-page.js';
import { useRegistry } from './use-registry.js';
import { WebhooksPage } from './webhooks-page.js';

interface Section {
  readonly id: string;
  readonly title: string;
  readonly Page: ComponentType;
}

const SECTIONS: readonly Section[] = [
  { id: 'subgraphs', title: 'Subgraphs', Page: SubgraphsPage },
  { id: 'check', title: 'Check and publish', Page: CheckPage },
  { id: 'grants', title: 'Grants', Page: GrantsPage },
  { id: 'usage', title: 'Usage', Page: UsagePage },
  { id: 'history', title: 'History', Page: HistoryPage },
  { id: 'contracts', title: 'Contracts', Page: ContractsPage },
  { id: 'webhooks', title: 'Webhooks', Page: WebhooksPage },
  { id: 'tokens', title: 'Tokens', Page: TokensPage },
  { id: 'audit', title: 'Audit log', Page: AuditPage },
];

/** The page "Publish": what partners do with the registry. */
export function PublishPage() {
  const offers = useLoaded(loadOffers);
  const token = useToken();
  return (
    <>
      <h1>Publish</h1>
      {offers.kind === 'loading' && <Loading what="what the gateway offers" />}
      {offers.kind === 'failed' && <Notice kind="error" title={offers.error.message} />}
      {offers.kind === 'loaded' && !offers.value.registry && <GatewayOnly />}
      {offers.kind === 'loaded' && offers.value.registry && token === null && <SignIn offers={offers.value} />}
      {offers.kind === 'loaded' && offers.value.registry && token !== null && <Sections key={token} />}
    </>
  );
}

function Sections() {
  const { path } = useRoute();
  const [id, name] = path;
  const section = SECTIONS.find((one) => one.id === id) ?? SECTIONS[0]!;
  return (
    <>
      <WhoAmI />
      <nav className="publish-nav" aria-label="Parts of Publish">
        <ul>
          {SECTIONS.map((one) => (
            <li key={one.id}>
              <a href={routeTo(['publish', one.id])} aria-current={one === section ? 'page' : undefined}>
                {one.title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {section.id === 'subgraphs' && name !== undefined ? <SubgraphPage key={name} name={name} /> : <section.Page />}
    </>
  );
}

interface Me {
  readonly me: {
    readonly partner: { readonly title: string } | null;
    readonly scopes: readonly string[];
    readonly token: { readonly id: string } | null;
  };
}

function WhoAmI() {
  const [me] = useRegistry<Me>('{ me { partner { title } scopes token { id } } }');
  const who = me.kind === 'loaded' ? me.value.me : null;
  return (
    <p className="publish-me">
      {who && `Signed in for ${who.partner?.title ?? 'all partners'}, with the scopes ${who.scopes.join(', ')}. `}
      <Button look="plain" onClick={() => void signOut(who?.token?.id)}>
        Sign out
      </Button>
    </p>
  );
}

/** A token that was made by a click ends with its use; where that fails it ends by itself. */
async function signOut(id: string | undefined): Promise<void> {
  const revoke = 'mutation ($id: ID!) { revokeToken(id: $id) { id } }';
  if (isSample() && id !== undefined) await askRegistry(revoke, { id }).catch(() => undefined);
  setToken(null);
}
