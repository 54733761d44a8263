/** The conformance suite, null, errors, and subgraphs that fail or lie. */
import { NULL_BUBBLING_CASES } from './cases/null-bubbling.js';
import { SUBGRAPH_ERROR_CASES } from './cases/subgraph-errors.js';
import { FAULT_CASES } from './cases/faults.js';
import { LIE_CASES } from './cases/lies.js';
import { checkCases } from './support/check-cases.js';

checkCases([...NULL_BUBBLING_CASES, ...SUBGRAPH_ERROR_CASES, ...FAULT_CASES, ...LIE_CASES]);
