import type { ExportFormat } from '../../kit/import/export-format.js';
import type { ImportFormat } from '../../kit/import/import-format.js';
import { grantsExport } from '../export/grants-export.js';
import { grantsFormat } from './grants-format.js';

/** The formats that fill this subgraph's database. */
export const fundingFormats: readonly ImportFormat[] = [grantsFormat];

/** The formats in which its data can be written out. */
export const fundingExports: readonly ExportFormat[] = [grantsExport];
