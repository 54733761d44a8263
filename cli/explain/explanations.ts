import { DIRECTIVE_ERRORS } from './directive-errors.js';
import { CONFORM_CODES } from '../../partner/conform/codes.js';
import type { Explanation, Explanations } from './explanation.js';
import { HINTS } from './hints.js';
import { MERGE_ERRORS } from './merge-errors.js';
import { REGISTRY_FINDINGS } from './registry-findings.js';
import { SCHEMA_ERRORS } from './schema-errors.js';

/** Every code that a finding can have, by what it is about. */
export const EXPLANATIONS: Readonly<Record<string, Explanations>> = {
  'ownership, breaking changes and lint': REGISTRY_FINDINGS,
  'composition: one schema alone': SCHEMA_ERRORS,
  'composition: directives of federation': DIRECTIVE_ERRORS,
  'composition: schemas together': MERGE_ERRORS,
  'composition: hints': HINTS,
  'conformance of a running subgraph': CONFORM_CODES,
};

/** What a code means, under each heading that has it; a code may be an error here and a hint there. */
export function explanationsOf(code: string): readonly (readonly [heading: string, explanation: Explanation])[] {
  return Object.entries(EXPLANATIONS).flatMap(([heading, explanations]) =>
    Object.hasOwn(explanations, code) ? [[heading, explanations[code]!] as const] : [],
  );
}
