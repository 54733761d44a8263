/** `joinery mock`, in a process of its own. */
import { describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askUrl } from '../support/ask.js';
import { runJoinery, startJoinery } from '../support/joinery-command.js';
import { runHere } from '../support/run-here.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();

describe('joinery mock', () => {
  test('serves a contract by seed, with what a file says, until it is stopped', async () => {
    const config = join(newFolder(), 'mock.yaml');
    writeFileSync(config, 'records:\n  Person:\n    - { id: ada, name: Ada Lovelace }\n');
    const mock = startJoinery(['mock', 'schema/people.graphql', '--port', '0', '--seed', '7', '--config', config]);
    const [, url] = await mock.until(/listens on (\S+)/);
    const { data, errors } = await askUrl(
      url!,
      '{ person(id: "ada") { name posts: appointments { post { title } } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.person).toMatchObject({ name: 'Ada Lovelace', posts: [{}, {}, {}] });
    const { data: service } = await askUrl(url!, '{ _service { sdl } }');
    expect(service._service.sdl).toContain('type Person @key(fields: "id")');
    const taken = await runJoinery(['mock', 'schema/people.graphql', '--port', new URL(url!).port]);
    expect(taken).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^PORT_IN_USE: .*\n$/) });
    mock.kill('SIGINT');
    expect(await mock.ended()).toMatchObject({ code: 0 });
  });

  test.each([
    ['a file that is not there', ['no.graphql'], /^FILE_UNREADABLE: .*no\.graphql \(ENOENT\)/],
    ['a file of another kind', ['package.json'], /^SUBGRAPH_SCHEMA_INVALID: .*package\.json/],
    ['a share over 1', ['schema/people.graphql', '--null-rate', '3'], /^CONFIG_INVALID: .*nullRate/],
    ['what is no number', ['schema/people.graphql', '--entities', 'many'], /It must be a number/],
  ])('says in one line what is wrong with %s', async (_title, args, line) => {
    const { code, stdout, stderr } = await runHere(['mock', ...args]);
    expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 1, stdout: '', lines: 1 });
    expect(stderr).toMatch(line);
  });
});
