import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { bulkInsert } from '../../kit/database/bulk-insert.js';
import { DocumentPart } from './entities/document-part.js';

/** At four bytes each, these many characters fit into a text column of MySQL, which holds 65,535 bytes. */
const PART_CHARACTERS = 16_000;

/** SHA-256 of a text, in hexadecimal. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Stores a text once, however often it is put, and gives the hash that names it. */
export async function putDocument(manager: EntityManager, text: string): Promise<string> {
  const hash = hashOf(text);
  if (await manager.existsBy(DocumentPart, { hash })) return hash;
  const rows = partsOf(text).map((part, i) => ({ hash, part: i, text: part }));
  await bulkInsert(manager, DocumentPart, rows);
  return hash;
}

/** The text that a hash names. */
export async function readDocument(manager: EntityManager, hash: string): Promise<string> {
  const parts = await manager.find(DocumentPart, { where: { hash }, order: { part: 'ASC' } });
  if (parts.length === 0) throw new Error(`There is no document ${hash}`);
  return parts.map(({ text }) => text).join('');
}

function partsOf(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  do {
    const end = partEnd(text, start);
    parts.push(text.slice(start, end));
    start = end;
  } while (start < text.length);
  return parts;
}

/** A pair of surrogates stays together: apart, they are no text. */
function partEnd(text: string, start: number): number {
  const end = Math.min(text.length, start + PART_CHARACTERS);
  const last = text.charCodeAt(end - 1);
  return end < text.length && last >= 0xd800 && last <= 0xdbff ? end - 1 : end;
}
