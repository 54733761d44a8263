/** The conformance suite, several directives and forms of data at once. */
import { INTERNAL_NAME_CASES } from './cases/internal-names.js';
import { MIXED_REQUIRES_CASES } from './cases/requires-mixed.js';
import { REQUIRED_SHAPE_CASES } from './cases/required-shapes.js';
import { SCHEMA_FACT_CASES } from './cases/schema-facts.js';
import { INTERFACE_OBJECT_REQUIRES_CASES } from './cases/interface-object-requires.js';
import { SPREAD_INTERFACE_OBJECT_CASES } from './cases/interface-object-spread.js';
import { TEXT_AND_LENGTH_CASES } from './cases/texts-and-lengths.js';
import { checkCases } from './support/check-cases.js';

checkCases([
  ...INTERFACE_OBJECT_REQUIRES_CASES,
  ...SPREAD_INTERFACE_OBJECT_CASES,
  ...REQUIRED_SHAPE_CASES,
  ...MIXED_REQUIRES_CASES,
  ...INTERNAL_NAME_CASES,
  ...TEXT_AND_LENGTH_CASES,
  ...SCHEMA_FACT_CASES,
]);
