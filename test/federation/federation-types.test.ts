/** The conformance suite, interfaces, unions and their possible types. */
import { INTERFACE_OBJECT_CASES } from './cases/interface-object.js';
import { ABSTRACT_TYPE_CASES } from './cases/abstract-types.js';
import { SPLIT_ABSTRACT_TYPE_CASES } from './cases/abstract-types-split.js';
import { TYPENAME_CASES } from './cases/typename.js';
import { checkCases } from './support/check-cases.js';

checkCases([...INTERFACE_OBJECT_CASES, ...ABSTRACT_TYPE_CASES, ...SPLIT_ABSTRACT_TYPE_CASES, ...TYPENAME_CASES]);
