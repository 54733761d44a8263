import { requestError } from '../gateway/pipeline/request-error.js';
import type { SampleRole } from '../gateway/studio-api/contract/offers.js';
import type { SampleSignIn } from '../gateway/studio-api/sample-sign-in.js';
import type { Registry } from '../registry/registry.js';

const TOKEN_MS = 60 * 60_000;
const PARTNER = 'partner:';

const READERS: readonly SampleRole[] = [
  { id: 'analyst', kind: 'analyst', title: 'Analyst' },
  { id: 'front-end', kind: 'front-end', title: 'Front-end developer' },
];

/** Signs visitors of the studio in to a registry on this machine: as readers, or as any of its partners. */
export function createSampleSignIn(registry: Pick<Registry, 'partners' | 'issueToken'>): SampleSignIn {
  const roles = async (): Promise<SampleRole[]> => [
    ...READERS,
    ...(await registry.partners()).map(({ name, title }): SampleRole => ({
      id: `${PARTNER}${name}`,
      kind: 'partner',
      title,
    })),
  ];
  return {
    roles,
    async signIn(id) {
      const role = (await roles()).find((one) => one.id === id);
      if (!role) throw requestError(400, 'BAD_REQUEST', 'There is no such sample; the offers name them all');
      const expiresAt = new Date(Date.now() + TOKEN_MS);
      const isPartner = role.kind === 'partner';
      const { secret } = await registry.issueToken({
        partner: isPartner ? id.slice(PARTNER.length) : null,
        name: 'Studio, signed in by a click',
        scopes: isPartner ? ['PUBLISH', 'CHECK', 'GRANT', 'READ', 'TOKENS', 'WEBHOOKS'] : ['READ'],
        expiresAt,
      });
      return { token: secret, expiresAt: expiresAt.toISOString() };
    },
  };
}
