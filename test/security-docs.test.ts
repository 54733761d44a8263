/** docs/security.md names a test for each promise. */
import { checkPromises } from './support/check-promises.js';

checkPromises('docs/security.md');
