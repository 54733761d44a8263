import { printable } from '../output/printable.js';
import type { Style } from '../output/style.js';
import { textTable } from '../output/text-table.js';
import { wrap } from '../output/wrap.js';
import type { ClientUsage, OperationUsage, Usage } from '../registry-client/answers.js';

const HEAD = ['COORDINATE', 'REQUESTS', 'LAST SEEN', 'CLIENTS', 'DEPRECATED'];
const CLIENTS = ['CLIENT', 'VERSION', 'REQUESTS', 'LAST SEEN'];
const OPERATIONS = ['OPERATION', 'KIND', 'REQUESTS', 'LAST SEEN'];

/** What is used by whom, one coordinate a line. */
export function usagesTable(usages: readonly Usage[], style: Style): string {
  return textTable(HEAD, usages.map(rowOf), style);
}

/** Who uses one coordinate: in a sentence, then its clients and operations. */
export function usageText(usage: Usage, days: number, style: Style): string {
  const { clients, operations } = usage;
  const parts = [
    wrap(printable(sentence(usage, days)), { first: '', width: style.width }),
    clients.length === 0 ? '' : textTable(CLIENTS, clients.map(clientRow), style),
    operations.length === 0 ? '' : textTable(OPERATIONS, operations.map(operationRow), style),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function rowOf({ coordinate, hasData, requests, lastSeen, clients, deprecationReason, sunset }: Usage): string[] {
  const names = [...new Set(clients.map(nameOf))];
  const until = deprecationReason === null ? '' : sunset === null ? 'yes' : `until ${sunset}`;
  return [coordinate, hasData ? String(requests) : 'no data', dayOf(lastSeen), names.slice(0, 3).join(', '), until];
}

function sentence({ coordinate, hasData, requests, lastSeen, deprecationReason, sunset }: Usage, days: number): string {
  const until = sunset === null ? '' : ` and goes on ${sunset}`;
  const deprecated = deprecationReason === null ? '' : `. It is deprecated${until}: ${deprecationReason}`;
  if (!hasData) return `${coordinate}: no gateway has reported anything in ${days} days${deprecated}`;
  if (requests === 0) return `${coordinate}: no request in ${days} days${deprecated}`;
  return `${coordinate}: ${requests} requests in ${days} days, the last on ${dayOf(lastSeen)}${deprecated}`;
}

function clientRow(client: ClientUsage): string[] {
  return [nameOf(client), client.version ?? '–', String(client.requests), dayOf(client.lastSeen)];
}

function operationRow({ name, kind, requests, lastSeen }: OperationUsage): string[] {
  return [name ?? 'without a name', kind, String(requests), dayOf(lastSeen)];
}

function nameOf({ name }: ClientUsage): string {
  return name ?? 'without a name';
}

function dayOf(moment: string | null): string {
  return moment?.slice(0, 10) ?? '–';
}
