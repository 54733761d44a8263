/** What `joinery subgraph init` writes works as it is, and overwrites nothing. */
import { describe, expect, test } from '@jest/globals';
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { runHere } from '../support/run-here.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();
const init = (name: string, ...more: string[]) => runHere(['subgraph', 'init', name, ...more]);

/** Runs a command of npm in a folder, with the Node.js that runs this. */
async function npm(folder: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, NODE_OPTIONS: '', PATH: `${dirname(process.execPath)}:${process.env['PATH']}` };
  const { stdout } = await promisify(execFile)('npm', args, { cwd: folder, env });
  return stdout;
}

/** What was written, as a process of its own on any free port. */
async function startIn(folder: string): Promise<{ readonly url: string; readonly stop: () => void }> {
  const started = spawn(process.execPath, ['src/main.ts'], {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: '', PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const part of started.stdout.setEncoding('utf8')) {
    said += part as string;
    if (said.includes('\n')) break;
  }
  return { url: /http:\S+/.exec(said)![0], stop: () => started.kill() };
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
}

describe.each(['graphql-js', 'kit'])('subgraph init --template %s', (template) => {
  const folder = join(newFolder(), 'tea-rounds');

  test('writes schema, code, test, Dockerfile, pipeline and README, with every name filled in', async () => {
    const { code, stdout } = await init('tea-rounds', '--template', template, '--folder', folder, '--port', '4999');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^Wrote .*npm test/s)]);
    const files = filesIn(folder);
    for (const file of ['schema.graphql', 'Dockerfile', '.gitignore', 'pipeline.yaml', 'README.md', 'src/main.ts'])
      expect(files).toContain(file);
    for (const file of files) expect(readFileSync(join(folder, file), 'utf8')).not.toContain('{{');
    expect(readFileSync(join(folder, 'src/main.ts'), 'utf8')).toContain('4999');
    expect(readFileSync(join(folder, 'schema.graphql'), 'utf8')).toContain('type TeaRounds @key(fields: "id")');
  });

  test('its tests pass by npm test', async () => {
    // The kit needs no network: it is linked to. The other has one package, which is taken from here.
    if (template === 'kit') await npm(folder, 'install', '--offline');
    else symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    expect(await npm(folder, 'test')).toMatch(/pass 4\n.*fail 0/s);
  });

  test('its schema is without a finding', async () => {
    const { stdout } = await runHere(['subgraph', 'lint', '--schema', join(folder, 'schema.graphql')]);
    expect(stdout).toBe('Nothing was found\n');
  });

  test('it gives clients nothing that may not be null, and keeps the contract of federation without a warning', async () => {
    expect(readFileSync(join(folder, 'schema.graphql'), 'utf8')).toMatch(/^ {2}teaRoundsList: \[TeaRounds!\]$/m);
    const { url, stop } = await startIn(folder);
    const { code, stdout } = await runHere(['subgraph', 'conform', url, '--schema', join(folder, 'schema.graphql')]);
    stop();
    expect(stdout).toMatch(/conforms: \d+ passed, \d+ skipped\n$/);
    expect(code).toBe(0);
  });

  test('its types hold', async () => {
    const tsc = resolve('node_modules/typescript-native/bin/tsc');
    await promisify(execFile)(process.execPath, [tsc, '-p', folder]);
  });

  test('writes nothing into a folder that has files', async () => {
    const { code, stdout, stderr } = await init('tea-rounds', '--template', template, '--folder', folder);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^CONFIG_INVALID: .*has files already, which are never overwritten/);
  });
});

describe('subgraph init', () => {
  test.each(['Tea', 't', 'tea_rounds', '../tea', '-tea', `t${'e'.repeat(63)}`])('refuses the name %s', async (name) => {
    const { code, stderr } = await init(name, '--folder', join(newFolder(), 'new'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^CONFIG_INVALID: .*small letters|^error: unknown option/);
  });

  test('gives a type another name where GraphQL has it', async () => {
    const folder = join(newFolder(), 'query');
    expect((await init('query', '--folder', folder)).code).toBe(0);
    expect(readFileSync(join(folder, 'schema.graphql'), 'utf8')).toContain('type QueryRecord @key');
  });

  test('says when the folder cannot be written', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    expect((await init('tea-rounds', '--folder', file)).stderr).toMatch(/^FILE_UNWRITABLE: .*ENOTDIR/);
  });
});

describe('examples/culture-resources', () => {
  const example = 'examples/culture-resources';
  /** What The King's Fund has written. */
  const own = ['schema.graphql', 'src/data.ts', 'src/resolvers.ts', 'test/subgraph.test.ts', 'README.md'];

  test('is what init writes, apart from what its partner has written', async () => {
    const folder = join(newFolder(), 'culture-resources');
    mkdirSync(folder);
    await init('culture-resources', '--folder', folder);
    expect(
      filesIn(example)
        .filter((file) => !file.startsWith('node_modules'))
        .sort(),
    ).toEqual(filesIn(folder).sort());
    for (const file of filesIn(folder).filter((one) => !own.includes(one)))
      expect([file, readFileSync(join(example, file), 'utf8')]).toEqual([
        file,
        readFileSync(join(folder, file), 'utf8'),
      ]);
  });

  test('its tests pass by npm test, and its types hold', async () => {
    expect(await npm(example, 'test')).toMatch(/pass 5\n.*fail 0/s);
    const tsc = resolve('node_modules/typescript-native/bin/tsc');
    await promisify(execFile)(process.execPath, [tsc, '-p', example]);
  });
});
