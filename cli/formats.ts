import { JoineryError } from '../kit/errors.js';
import type { ExportFormat } from '../subgraphs/kit/import/export-format.js';
import type { ImportFormat } from '../subgraphs/kit/import/import-format.js';
import type { SubgraphName } from '../subgraphs/kit/subgraph-definition.js';

/** A format and the subgraph whose database it belongs to. */
export interface Owned<Format> {
  readonly subgraph: SubgraphName;
  readonly format: Format;
}

/** Loads all formats that can be imported. */
export async function loadImportFormats(): Promise<readonly Owned<ImportFormat>[]> {
  const { organisationsFormats } = await import('../subgraphs/organisations/import/formats.js');
  const { fundingFormats } = await import('../subgraphs/funding/import/formats.js');
  return [...owned('organisations', organisationsFormats), ...owned('funding', fundingFormats)];
}

/** Loads all formats in which data can be written out. */
export async function loadExportFormats(): Promise<readonly Owned<ExportFormat>[]> {
  const { fundingExports } = await import('../subgraphs/funding/import/formats.js');
  return owned('funding', fundingExports);
}

/** The format of a name. Throws `CONFIG_INVALID`. */
export function formatOf<Format extends { readonly name: string }>(
  formats: readonly Owned<Format>[],
  name: string | undefined,
): Owned<Format> {
  const found = formats.find(({ format }) => format.name === name);
  if (found) return found;
  const names = formats.map(({ format }) => format.name).join(', ');
  const wrong = name === undefined ? 'no format is named' : `there is no format ${name}`;
  throw new JoineryError('CONFIG_INVALID', `${wrong}; there are ${names}`);
}

/** One line for each format: its name and what it is. */
export function listOf(formats: readonly Owned<{ readonly name: string; readonly summary: string }>[]): string {
  const width = Math.max(...formats.map(({ format }) => format.name.length));
  return formats.map(({ format }) => `${format.name.padEnd(width)}  ${format.summary}\n`).join('');
}

function owned<Format>(subgraph: SubgraphName, formats: readonly Format[]): Owned<Format>[] {
  return formats.map((format) => ({ subgraph, format }));
}
