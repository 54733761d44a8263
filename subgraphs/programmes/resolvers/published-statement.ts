import { sourceOfRow } from '../own-sources.js';

export const PublishedStatement = { source: sourceOfRow };
