import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const TOKEN = /^joinery_([0-9a-f]{12})_([\w-]{43})$/;

/** A token in its two parts. */
export interface TokenText {
  readonly id: string;
  readonly secret: string;
}

/** An identifier of twelve hexadecimal digits. */
export function newId(): string {
  return randomBytes(6).toString('hex');
}

/** A secret of 256 random bits. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What callers send. */
export function tokenText({ id, secret }: TokenText): string {
  return `joinery_${id}_${secret}`;
}

/** Reads what a caller sent; undefined when it has not the form of a token. */
export function readTokenText(text: string): TokenText | undefined {
  const [, id, secret] = TOKEN.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/** What is kept of a secret. It cannot be guessed, so that a quick hash is as good as a slow one. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares two hashes in a time that does not tell where they differ. */
export function sameHash(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
