import type { EntityManager } from 'typeorm';
import { refuse } from '../errors.js';
import { Setting } from '../store/entities/setting.js';
import { change, raiseRevision } from '../store/store.js';
import { audited, noteDone } from './audited.js';
import { assertOperator, assertScope } from './caller.js';
import type { ActionContext } from './context.js';

/** How grave a lint finding is where the settings say so. */
export interface LintSeverity {
  readonly code: string;
  readonly level: 'OFF' | 'HINT' | 'WARNING' | 'ERROR';
}

/** How versions are weighed. */
export interface Settings {
  readonly usageDays: number;
  readonly safeBelowRequests: number;
  readonly safeBelowShare: number;
  readonly excludedClients: readonly string[];
  readonly personalDataTags: readonly string[];
  readonly lint: readonly LintSeverity[];
}

export type SettingsInput = { readonly [Name in keyof Settings]?: Settings[Name] | null };

const DEFAULTS: Settings = {
  usageDays: 30,
  safeBelowRequests: 1,
  safeBelowShare: 0,
  excludedClients: [],
  personalDataTags: ['personal', 'special-category'],
  lint: [],
};
const NAME = 'weighing';
const TEXT_CHARACTERS = 128;

/** The settings as they are now. */
export async function readSettings(manager: EntityManager): Promise<Settings> {
  const stored = await manager.findOneBy(Setting, { name: NAME });
  return { ...DEFAULTS, ...(stored?.value as Partial<Settings> | undefined) };
}

/** The settings, for whoever may read. */
export function settings({ caller, database }: ActionContext): Promise<Settings> {
  assertScope(caller, 'READ', 'PUBLISH', 'CHECK', 'GRANT', 'TOKENS');
  return readSettings(database.read.manager);
}

/** Changes what the input names. Throws `FORBIDDEN` or `BAD_USER_INPUT`. */
export function changeSettings(context: ActionContext, input: SettingsInput): Promise<Settings> {
  const deed = { action: 'changeSettings', subject: Object.keys(input).join(', ') };
  return audited(context, deed, async () => {
    assertOperator(context.caller);
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
    return change(context.database, async (manager, state) => {
      const value: Settings = { ...(await readSettings(manager)), ...given };
      checkSettings(value);
      await manager.save(Setting, { name: NAME, value });
      await noteDone(manager, context, deed, JSON.stringify(given));
      // What is being weighed is weighed again.
      await raiseRevision(manager, state);
      return value;
    });
  });
}

function checkSettings({ usageDays, safeBelowRequests, safeBelowShare, ...lists }: Settings): void {
  const { excludedClients, personalDataTags, lint } = lists;
  check(usageDays >= 1 && usageDays <= 365, 'usageDays must be between 1 and 365');
  check(safeBelowRequests >= 0, 'safeBelowRequests must be 0 or more');
  check(safeBelowShare >= 0 && safeBelowShare <= 1, 'safeBelowShare must be between 0 and 1');
  check(isList(excludedClients, 100), 'excludedClients may have 100 names of 128 characters');
  check(isList(personalDataTags, 20), 'personalDataTags may have 20 names of 128 characters');
  check(
    lint.length <= 100 && lint.every(({ code }) => /^LINT_[A-Z_]{1,60}$/.test(code)),
    'lint must name codes that begin with LINT_',
  );
}

function isList(texts: readonly string[], most: number): boolean {
  return texts.length <= most && texts.every((text) => text !== '' && text.length <= TEXT_CHARACTERS);
}

function check(isGood: boolean, problem: string): void {
  if (!isGood) throw refuse('BAD_USER_INPUT', problem);
}
