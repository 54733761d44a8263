/** docs/configuration.md lists every setting of the gateway's configuration file with its default, and no other. */
import { expect, test } from '@jest/globals';
import { gatewaySettings } from '../gateway/settings.js';
import { DEFAULT_LIMITS } from '../gateway/subgraph-client/limits.js';
import { textOf } from './support/repository-files.js';

const page = textOf('docs/configuration.md') ?? '';
const [, settings = '', ofSubgraphs = ''] = page.split('| setting | default | meaning |');

test('the settings of the gateway', () => {
  expect(rows(settings)).toEqual(leaves(gatewaySettings.parse({})));
});

test('the settings of a subgraph', () => {
  expect(rows(ofSubgraphs)).toEqual(leaves(DEFAULT_LIMITS));
});

/** The first two columns of a table, which ends with the first line that is no row. */
function rows(text: string): Record<string, string> {
  const [table = ''] = text.trimStart().split(/\n(?!\|)/);
  const cells = table.split('\n').map((line) => line.split(' | '));
  return Object.fromEntries(
    cells.filter(([name]) => name!.startsWith('| `')).map(([name, value]) => [name!.slice(3, -1), told(value!)]),
  );
}

function told(value: string): string {
  return value.replaceAll('`', '');
}

/** The default of each setting, as the page says it. */
function leaves(value: object, path: readonly string[] = []): Record<string, string> {
  return Object.assign(
    {},
    ...Object.entries(value).map(([name, below]: [string, unknown]) => {
      const full = [...path, name].join('.');
      if (full === 'subgraphDefaults') return { [full]: 'see below' };
      if (full === 'supergraph') return { [full]: 'schema/supergraph.graphql of this package' };
      if (Array.isArray(below)) return { [full]: below.join(', ') || 'none' };
      if (typeof below !== 'object' || below === null)
        return { [full]: JSON.stringify(below ?? 'none').replaceAll('"', '') };
      return Object.keys(below).length === 0 ? { [full]: 'none' } : leaves(below, [...path, name]);
    }),
  ) as Record<string, string>;
}
