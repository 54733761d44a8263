import { FOREVER, type OrganisationVersion } from '../entities/organisation-version.js';
import type { OrganisationStatement } from '../entities/organisation-statement.js';
import type { OrganisationStatus } from '../entities/organisation.js';
import { joined, valueOn, type Step } from './steps.js';

/**
 * The versions of an organisation that follow from its statements, given by rising day: no gap, no overlap, each
 * different from the one before. A statement speaks for the time from its day on until the next statement's, the first
 * one also for all time before. What a later statement changes begins on the day that it names, where that lies after the
 * former statement, else on the later statement's own day.
 */
export function timelineOf(statements: readonly OrganisationStatement[]): OrganisationVersion[] {
  const opened = statements.find(({ openedOn }) => openedOn !== null)?.openedOn ?? null;
  const names = joined(statements.map((said) => ({ asOf: said.asOf, steps: namesOf(said) })));
  const parents = joined(statements.map((said) => ({ asOf: said.asOf, steps: parentsOf(said) })));
  const statuses = joined(statements.map((said) => ({ asOf: said.asOf, steps: statusesOf(said, opened) })));
  const days = [...new Set([...names, ...parents, ...statuses].map(({ from }) => from))].sort();
  const versions: OrganisationVersion[] = [];
  for (const day of days) {
    const status = valueOn(statuses, day)?.value ?? versions.at(-1)?.status;
    if (status === undefined) continue;
    const changes = [valueOn(names, day)!, valueOn(parents, day)!, valueOn(statuses, day)!];
    const version = {
      odsCode: statements[0]!.odsCode,
      validFrom: day,
      validTo: FOREVER,
      name: changes[0]!.value as string,
      status,
      parentCode: changes[1]!.value,
      sourceKey: latest(changes).sourceKey,
    };
    append(versions, version);
  }
  return versions;
}

/** The version that holds on a day; the first one when the day is before all. */
export function versionOn(versions: readonly OrganisationVersion[], day: string): OrganisationVersion {
  return versions.findLast(({ validFrom }) => validFrom <= day) ?? versions[0]!;
}

function append(versions: OrganisationVersion[], version: OrganisationVersion): void {
  const last = versions.at(-1);
  const isSame =
    last !== undefined &&
    last.name === version.name &&
    last.status === version.status &&
    last.parentCode === version.parentCode;
  if (isSame) return;
  if (last) last.validTo = version.validFrom;
  versions.push(version);
}

function latest(steps: readonly Step<unknown>[]): Step<unknown> {
  return steps.reduce((best, step) => (step.from >= best.from ? step : best));
}

const EVER = '0001-01-01';

function namesOf({ name, sourceKey }: OrganisationStatement): Step<string>[] {
  return [{ from: EVER, value: name, sourceKey }];
}

/** Before an organisation opened its status is null. */
function statusesOf(said: OrganisationStatement, opened: string | null): Step<OrganisationStatus | null>[] {
  const { status, asOf, closedOn, sourceKey } = said;
  const closing = closingOf(said);
  const opening = said.openedOn ?? opened ?? (closedOn !== null && closedOn < asOf ? closedOn : asOf);
  const open: Step<OrganisationStatus | null>[] = [
    { from: EVER, value: null, sourceKey },
    { from: opening, value: status === 'CLOSED' ? 'ACTIVE' : status, sourceKey },
  ];
  if (closing === null) return open;
  return [...open.filter(({ from }) => from < closing), { from: closing, value: 'CLOSED', sourceKey }];
}

/** A parent is known from the day it is said to begin, else from the statement's own day; a closed organisation has none. */
function parentsOf(said: OrganisationStatement): Step<string | null>[] {
  const { parentCode, parentFrom, parentTo, asOf, sourceKey } = said;
  const none = { value: null, sourceKey };
  const from = parentFrom ?? asOf;
  const ends = [parentTo, closingOf(said)].filter((day) => day !== null).sort();
  const to = ends[0] ?? null;
  if (parentCode === null || (to !== null && to <= from)) return [{ from: EVER, ...none }];
  const steps = [
    { from: EVER, ...none },
    { from, value: parentCode, sourceKey },
  ];
  return to === null ? steps : [...steps, { from: to, ...none }];
}

function closingOf({ status, closedOn, asOf }: OrganisationStatement): string | null {
  return closedOn ?? (status === 'CLOSED' ? asOf : null);
}
