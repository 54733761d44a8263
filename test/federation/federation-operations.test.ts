/** The conformance suite, what a client may write. */
import { VARIABLE_CASES } from './cases/variables.js';
import { ALIAS_CASES } from './cases/aliases.js';
import { ALIAS_AND_NULL_CASES } from './cases/aliases-and-nulls.js';
import { FRAGMENT_CASES } from './cases/fragments.js';
import { SKIP_INCLUDE_CASES } from './cases/skip-include.js';
import { INTROSPECTION_CASES } from './cases/introspection.js';
import { MUTATION_CASES } from './cases/mutations.js';
import { PLAIN_DEFER_CASES } from './cases/defer.js';
import { ODD_NAME_CASES } from './cases/odd-names.js';
import { COMBINATION_CASES } from './cases/combinations.js';
import { checkCases } from './support/check-cases.js';

checkCases([
  ...VARIABLE_CASES,
  ...ALIAS_CASES,
  ...ALIAS_AND_NULL_CASES,
  ...FRAGMENT_CASES,
  ...SKIP_INCLUDE_CASES,
  ...INTROSPECTION_CASES,
  ...MUTATION_CASES,
  ...PLAIN_DEFER_CASES,
  ...ODD_NAME_CASES,
  ...COMBINATION_CASES,
]);
