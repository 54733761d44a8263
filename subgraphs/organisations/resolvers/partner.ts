import { PARTNERS, type KnownBody } from '../../kit/country/known-bodies.js';
import { sourceOf } from '../../kit/provenance.js';
import type { Context } from './context.js';

export const Partner = {
  __resolveReference: ({ code }: Pick<KnownBody, 'code'>) => PARTNERS.find((body) => body.code === code) ?? null,
  organisation: (body: KnownBody, _: unknown, { load }: Context) => load.organisation.load(body.code),
  source: () => sourceOf('article'),
};
