import { IsNull } from 'typeorm';
import type { Database } from '../../kit/database/database.js';
import { audit } from '../store/audit.js';
import { Token } from '../store/entities/token.js';
import { change } from '../store/store.js';
import { newToken } from './tokens.js';

/** Makes a token for the first operator where there is no operator's token; it is told this once. Else undefined. */
export function firstAdminToken(database: Database): Promise<string | undefined> {
  return change(database, async (manager) => {
    if (await manager.existsBy(Token, { partner: IsNull() })) return undefined;
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
