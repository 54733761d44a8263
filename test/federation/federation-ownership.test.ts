/** The conformance suite, who answers a field, and who may see it. */
import { PROVIDES_CASES } from './cases/provides.js';
import { OVERRIDE_CASES } from './cases/override.js';
import { SHAREABLE_CASES } from './cases/shareable.js';
import { INACCESSIBLE_CASES } from './cases/inaccessible.js';
import { HARMLESS_DIRECTIVE_CASES } from './cases/harmless-directives.js';
import { SCALAR_ENUM_CASES } from './cases/scalars-enums.js';
import { checkCases } from './support/check-cases.js';

checkCases([
  ...PROVIDES_CASES,
  ...OVERRIDE_CASES,
  ...SHAREABLE_CASES,
  ...INACCESSIBLE_CASES,
  ...HARMLESS_DIRECTIVE_CASES,
  ...SCALAR_ENUM_CASES,
]);
