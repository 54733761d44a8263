import { IsNull, type EntityManager } from 'typeorm';
import type { Database } from '../../kit/database/database.js';
import { audit } from '../store/audit.js';
import { Token } from '../store/entities/token.js';
import { change } from '../store/store.js';
import { newToken } from './tokens.js';

/** Makes a token for the first operator where no operator's token counts; it is told this once. Else undefined. */
export function firstAdminToken(database: Database): Promise<string | undefined> {
  return change(database, async (manager) => {
    if (await hasAdminToken(manager)) return undefined;
    const { token, secret } = newToken(null, { name: 'first operator', scopes: ['ADMIN'] });
    await manager.insert(Token, token);
    await audit(manager, {
      partner: '',
      actor: 'registry',
      action: 'createToken',
      subject: 'operator',
      outcome: 'DONE',
      code: null,
      detail: `${token.id} (${token.name}): ADMIN`,
    });
    return secret;
  });
}

/** A token of no partner may be one that only reads, as a sample's is. */
async function hasAdminToken(manager: EntityManager): Promise<boolean> {
  const tokens = await manager.findBy(Token, { partner: IsNull(), revokedAt: IsNull() });
  const now = new Date();
  return tokens.some(({ scopes, expiresAt }) => scopes.includes('ADMIN') && (expiresAt === null || expiresAt > now));
}
