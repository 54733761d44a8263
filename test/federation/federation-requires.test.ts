/** The conformance suite, fields that need others: `@requires` and `@fromContext`. */
import { REQUIRES_CASES } from './cases/requires.js';
import { REQUIRES_ARGUMENT_CASES } from './cases/requires-arguments.js';
import { DEEP_REQUIRES_CASES } from './cases/requires-deep.js';
import { CONTEXT_CASES } from './cases/context.js';
import { SKIP_REQUIRES_CASES } from './cases/skip-include.js';
import { checkCases } from './support/check-cases.js';

checkCases([
  ...REQUIRES_CASES,
  ...REQUIRES_ARGUMENT_CASES,
  ...DEEP_REQUIRES_CASES,
  ...CONTEXT_CASES,
  ...SKIP_REQUIRES_CASES,
]);
