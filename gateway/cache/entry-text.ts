import { hash } from 'node:crypto';
import type { Entry } from './cache-store.js';

interface MarkedEntry {
  readonly entry: Entry;
  readonly mark: string;
}

const HEAD = /^([\w-]{1,100})\|(\d{1,16})\|(\d{1,16})\|(\d{1,16})\|([\w-]{43})\n/;
/** By so much the clocks of gateways may differ. */
const SKEW_MS = 60_000;

/** An entry as one text, for a store outside. */
export function entryText({ text, storedAtMs, freshUntilMs, keptUntilMs }: Entry, mark: string): string {
  return `${mark}|${storedAtMs}|${Math.floor(freshUntilMs)}|${Math.floor(keptUntilMs)}|${sumOf(text)}\n${text}`;
}

/** Reads what a store outside has, which may be anything; null for what is no entry, was changed, or is past its end. */
export function readEntry(text: string, nowMs: number): MarkedEntry | null {
  const head = HEAD.exec(text);
  if (!head) return null;
  const [storedAtMs, freshUntilMs, keptUntilMs] = head.slice(2, 5).map(Number) as [number, number, number];
  if (storedAtMs > nowMs + SKEW_MS || freshUntilMs > keptUntilMs || keptUntilMs <= nowMs) return null;
  const body = text.slice(head[0].length);
  if (sumOf(body) !== head[5]) return null;
  return { entry: { text: body, storedAtMs, freshUntilMs, keptUntilMs }, mark: head[1]! };
}

function sumOf(text: string): string {
  return hash('sha256', text, 'base64url');
}
