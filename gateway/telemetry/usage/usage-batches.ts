import { randomUUID } from 'node:crypto';
import type { CountedOperation, OperationCount } from './usage-counter.js';

/** What is sent in one request, and sent again until the registry has it. */
export interface UsageBatch {
  readonly id: string;
  readonly body: string;
  readonly createdAtMs: number;
}

/** The registry takes 4 MiB. */
const BODY_CHARACTERS = 1024 * 1024;
/** What of an operation the registry keeps; what is longer is cut off, so that it spoils no batch. */
const NAME_CHARACTERS = 200;
const SIGNATURE_CHARACTERS = 16_000;
const COORDINATE_CHARACTERS = 400;

/** Turns counts into batches. */
export function batchesOf(operations: readonly OperationCount[], now: number): UsageBatch[] {
  const batches: UsageBatch[] = [];
  let texts: string[] = [];
  let size = 0;
  const close = (): void => {
    if (texts.length === 0) return;
    const id = randomUUID();
    batches.push({ id, body: `{"batch":"${id}","operations":[${texts.join(',')}]}`, createdAtMs: now });
    texts = [];
    size = 0;
  };
  for (const { operation, clients } of operations) {
    const text = JSON.stringify({ ...told(operation), clients });
    if (size + text.length > BODY_CHARACTERS) close();
    texts.push(text);
    size += text.length;
  }
  close();
  return batches;
}

function told({ name, kind, signature, hash, coordinates }: CountedOperation): CountedOperation {
  return {
    name: name?.slice(0, NAME_CHARACTERS) ?? null,
    kind,
    signature: signature.slice(0, SIGNATURE_CHARACTERS),
    hash,
    coordinates: coordinates.filter(({ length }) => length <= COORDINATE_CHARACTERS),
  };
}
