import { RowProblem } from '../../kit/import/row-problem.js';
import type { GrantField, GrantSource } from './grant-fields.js';

type Fields = Readonly<Record<string, unknown>>;

const LISTS = ['plannedDates', 'recipientOrganization', 'fundingOrganization', 'grantProgramme'];
/** The schema wants at least one item in these. */
const NEVER_EMPTY = new Set(['recipientOrganization', 'fundingOrganization']);
/** The schema allows null in these, for "not known". */
const NULLABLE: ReadonlySet<GrantField> = new Set(['dataSource', 'grantProgramme/0/title']);

/** An item of the `grants` of a package as a record. Throws `RowProblem` when its parts are not of the right shape. */
export function jsonSource(record: unknown): GrantSource {
  if (!isFields(record)) throw new RowProblem('', shown(record), 'must be an object');
  LISTS.forEach((name) => assertOneAtMost(record, name));
  const individual = record['recipientIndividual'];
  if (individual !== undefined && !isFields(individual)) {
    throw new RowProblem('recipientIndividual', shown(individual), 'must be an object');
  }
  return {
    numbers: 'number',
    value(field) {
      const value = valueAt(record, field);
      return value === null && NULLABLE.has(field) ? undefined : value;
    },
    nameOf: (field) => field,
    record: () => record,
  };
}

function assertOneAtMost(record: Fields, name: string): void {
  const list = record[name];
  if (list === undefined) return;
  if (!Array.isArray(list) || !list.every(isFields)) {
    throw new RowProblem(name, shown(list), 'must be a list of objects');
  }
  if (list.length > 1) throw new RowProblem(name, shown(list), `must have one item, because only one can be stored`);
  if (list.length === 0 && NEVER_EMPTY.has(name)) throw new RowProblem(name, shown(list), 'must have one item');
}

function valueAt(record: Fields, path: GrantField): unknown {
  let node: unknown = record;
  for (const key of path.split('/')) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return undefined;
    node = (node as Fields)[key];
  }
  return node;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? '';
}
