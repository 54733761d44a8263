/** The conformance suite, several directives and forms of data at once. */
import { REQUIRED_SHAPE_CASES } from './cases/required-shapes.js';
import { SPREAD_INTERFACE_OBJECT_CASES } from './cases/interface-object-spread.js';
import { checkCases } from './support/check-cases.js';

checkCases([...SPREAD_INTERFACE_OBJECT_CASES, ...REQUIRED_SHAPE_CASES]);
