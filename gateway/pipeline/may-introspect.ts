import type { Caller } from '../request-context.js';
import type { Authorisation } from './denied-clauses.js';
import type { PipelineOptions } from './handle-operation.js';
import { requestError, type RequestError } from './request-error.js';

/** Who may read the schema: everybody, nobody, whoever says who they are, or who has all of some scopes. */
export type IntrospectionRule = boolean | 'authenticated' | { readonly scopes: readonly string[] };

/** Throws `RequestError` unless a caller may read the schema; null is nobody in particular. */
export function assertMayIntrospect(
  caller: Caller | null,
  { rules, authorisation }: Pick<PipelineOptions, 'rules' | 'authorisation'>,
): void {
  if (!mayIntrospect(rules.introspection, caller, authorisation)) throw refusal(rules.introspection);
}

function mayIntrospect(rule: IntrospectionRule, caller: Caller | null, { anonymousScopes }: Authorisation): boolean {
  if (typeof rule === 'boolean') return rule;
  if (rule === 'authenticated') return caller !== null;
  const held = caller?.scopes ?? anonymousScopes;
  return rule.scopes.every((scope) => held.has(scope));
}

function refusal(rule: IntrospectionRule): RequestError {
  const reason =
    rule === false
      ? 'The schema cannot be asked for'
      : rule === 'authenticated'
        ? 'The schema can be asked for only with a valid token or key'
        : 'The schema can be asked for only with a token or key that has the scopes for it';
  return requestError(403, 'INTROSPECTION_DISABLED', reason);
}
