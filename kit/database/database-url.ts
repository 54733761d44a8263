import { z } from 'zod';

/** The setting that says where a database is: `sqlite:<path>` or `mysql://user:password@host:port/database`. */
export const databaseUrl = z
  .string()
  .refine(isDatabaseUrl, 'must be mysql://user:password@host:port/database, or sqlite: and a path');

function isDatabaseUrl(text: string): boolean {
  if (text.startsWith('sqlite:')) return text !== 'sqlite:';
  if (!text.startsWith('mysql://') || !URL.canParse(text)) return false;
  const { hostname, pathname } = new URL(text);
  return hostname !== '' && /^\/[^/]+$/.test(pathname);
}
