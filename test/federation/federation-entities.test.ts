/** The conformance suite, entities: keys, references and what is asked of them. */
import { KEY_CASES } from './cases/key.js';
import { KEY_FORM_CASES } from './cases/key-forms.js';
import { KEY_RESOLVABLE_CASES } from './cases/key-resolvable.js';
import { REACHING_CASES } from './cases/reaching.js';
import { ENTITY_ANSWER_CASES } from './cases/entity-answers.js';
import { FEDERATION_1_CASES } from './cases/federation-1.js';
import { checkCases } from './support/check-cases.js';

checkCases([
  ...KEY_CASES,
  ...KEY_FORM_CASES,
  ...KEY_RESOLVABLE_CASES,
  ...REACHING_CASES,
  ...ENTITY_ANSWER_CASES,
  ...FEDERATION_1_CASES,
]);
