import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { csvRows } from './csv-rows.js';

/** UTF-8, commas, quotes, from line 1, values as they are shown, all sheets, each into a file of its own. */
const AS_CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
/** How a file is read: CSV with commas, quotes and UTF-8. */
const FROM_CSV = 'CSV:44,34,76,1';
const TIMEOUT_MS = 120_000;

const run = promisify(execFile);

/** Whether LibreOffice is installed. */
export async function hasLibreOffice(): Promise<boolean> {
  return run('soffice', ['--version']).then(
    () => true,
    () => false,
  );
}

/** The cells of every sheet as LibreOffice shows them, formulas computed, by the name of the sheet. */
export async function sheetsOf(
  name: string,
  content: Uint8Array | string,
): Promise<Readonly<Record<string, string[][]>>> {
  const folder = mkdtempSync(join(tmpdir(), 'joinery-office-'));
  try {
    writeFileSync(join(folder, name), content);
    const filter = name.endsWith('.csv') ? [`--infilter=${FROM_CSV}`] : [];
    const args = [`-env:UserInstallation=file://${folder}/profile`, '--headless', ...filter, '--convert-to', AS_CSV];
    await run('soffice', [...args, '--outdir', join(folder, 'out'), join(folder, name)], { timeout: TIMEOUT_MS });
    const base = name.replace(/\.[^.]*$/, '');
    return Object.fromEntries(
      readdirSync(join(folder, 'out')).map((file) => [
        file.slice(base.length + 1, -'.csv'.length),
        csvRows(readFileSync(join(folder, 'out', file), 'utf8')),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
