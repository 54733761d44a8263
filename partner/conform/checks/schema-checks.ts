import { parse, print, visit } from 'graphql';
import { JoineryError } from '../../../kit/errors.js';
import { readSubgraph, type ReadSubgraph } from '../../mock/read-subgraph.js';
import { failed, passed, skipped, warned, type Check } from '../check.js';

const SHOWN_MAX = 3;

/** That the subgraph tells a schema of federation 2, the one that was published. */
export const SCHEMA_CHECKS: readonly Check[] = [
  {
    code: 'CONFORM_SERVICE',
    title: 'tells its schema',
    run: async ({ sdl }) =>
      sdl === null ? failed('_service { sdl } gives no text') : passed(`${sdl.length} characters of schema`),
  },
  {
    code: 'CONFORM_FEDERATION',
    title: 'has a schema of federation 2',
    async run({ sdl, schema, schemaProblem }) {
      if (!schema) return failed(schemaProblem ?? 'it tells no schema');
      return /\/federation\/v2/.test(sdl ?? '')
        ? passed(schema.entities.size === 1 ? '1 entity' : `${schema.entities.size} entities`)
        : warned('no @link to federation 2: it is read as a schema of federation 1');
    },
  },
  {
    code: 'CONFORM_SCHEMA',
    title: 'has the schema that was published',
    async run({ schema, schemaProblem, expected: { published } }) {
      if (published === null) return skipped('no schema to compare with. Give --schema FILE, or --registry and --name');
      if (!schema) return failed(schemaProblem ?? 'it tells no schema');
      const wanted = readable(published);
      if (typeof wanted === 'string') return failed(wanted);
      const [ours, theirs] = [elementsOf(wanted), elementsOf(schema)];
      const missing = [...ours].filter((line) => !theirs.has(line));
      const added = [...theirs].filter((line) => !ours.has(line));
      if (missing.length + added.length === 0) return passed('the same');
      const shown = [
        ...missing.map((line) => `only published: ${line}`),
        ...added.map((line) => `only running: ${line}`),
      ];
      const more = shown.length > SHOWN_MAX ? `; and ${shown.length - SHOWN_MAX} more` : '';
      return failed(`${shown.slice(0, SHOWN_MAX).join('; ')}${more}`);
    },
  },
];

/** What was published, or why it cannot be read. */
function readable(sdl: string): ReadSubgraph | string {
  try {
    return readSubgraph(sdl, 'what was published');
  } catch (error) {
    if (error instanceof JoineryError) return error.detail;
    throw error;
  }
}

/** Each element of a schema on a line with the name that leads to it, whatever their order. */
function elementsOf({ printed }: ReadSubgraph): Set<string> {
  const lines = new Set<string>();
  for (const definition of parse(printed, { noLocation: true }).definitions) {
    const bare = visit(definition, {
      enter: (node) => ('description' in node ? { ...node, description: undefined } : undefined),
    });
    const fields = 'fields' in bare ? (bare.fields ?? []) : 'values' in bare ? (bare.values ?? []) : [];
    const name = 'name' in bare && bare.name ? bare.name.value : 'schema';
    for (const field of fields) lines.add(`${name}.${print(field).replaceAll(/\s+/g, ' ')}`);
    for (const directive of 'directives' in bare ? (bare.directives ?? []) : [])
      lines.add(`${name} ${print(directive)}`);
    lines.add(`${bare.kind.replace(/(TypeExtension|TypeDefinition|Extension|Definition)$/, '')} ${name}`);
  }
  return new Set([...lines].filter((line) => !/specs\.apollo\.dev\/link\//.test(line)));
}
