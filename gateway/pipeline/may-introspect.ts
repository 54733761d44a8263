import type { PipelineOptions } from './handle-operation.js';
import { requestError } from './request-error.js';

/** Rejects with `RequestError` unless a caller may read the schema, by the `Authorization` header. */
export async function assertMayIntrospect(
  authorization: string | null,
  { authenticator, rules }: Pick<PipelineOptions, 'authenticator' | 'rules'>,
): Promise<void> {
  if (!rules.introspection) throw requestError(403, 'INTROSPECTION_DISABLED', 'The schema cannot be asked for');
  if (authenticator?.recall(authorization) === undefined) await authenticator?.verify(authorization!);
}
