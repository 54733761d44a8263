/** A registry that begins with the contracts in `schema/`: whose everything is, and how a fifth partner joins. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { foundingFor } from '../../../deploy/founding.js';
import { eachDatabase } from '../../support/databases.js';
import { startRegistry, type StartedRegistry } from '../../support/start-registry.js';

const CULTURE = `
  type Query { cultureResources: [CultureResource!] }
  type CultureResource @key(fields: "id") { id: ID! title: String }
  type Organisation @key(fields: "odsCode") { odsCode: OdsCode! cultureResourcesUsed: [CultureResource!] }
  scalar OdsCode`;

eachDatabase((openUrl) => {
  let url: string;
  let registry: StartedRegistry;
  let fifth: string;
  beforeAll(async () => {
    url = await openUrl();
    registry = await startRegistry(url, { founding: foundingFor({ people: 'http://127.0.0.1:5002/graphql' }) });
    fifth = await registry.partner('kings-fund');
  });

  test('the supergraph is the one that is checked in, and nothing was composed', async () => {
    const { data } = await registry.ask('{ supergraph { serial sdl cause members { subgraph version } } }');
    expect(data.supergraph).toMatchObject({ serial: 1, cause: 'The graph was founded' });
    expect(data.supergraph.sdl).toBe(readFileSync('schema/supergraph.graphql', 'utf8'));
    expect(data.supergraph.members).toHaveLength(4);
    const people = await registry.ask('{ subgraph(name: "people") { routingUrl partner { title } } }');
    expect(people.data.subgraph).toEqual({
      routingUrl: 'http://127.0.0.1:5002/graphql',
      partner: { title: 'NHS Leadership Academy' },
    });
  });

  test('every type and field has an owner, and what the contracts do to one another is granted', async () => {
    const { data } = await registry.ask(`{
      name: ownership(startsWith: "Organisation.name", first: 1) { coordinate partner }
      type: ownership(startsWith: "Organisation", first: 1) { coordinate partner }
      own: ownership(partner: "leadership-academy", startsWith: "Organisation.", first: 1) { partner }
      grants(status: APPROVED) { act coordinate owner grantee }
    }`);
    expect(data.name).toEqual([{ coordinate: 'Organisation.name', partner: 'cqc' }]);
    // Several define the type: it belongs to the first of the founding, not of the alphabet.
    expect(data.type).toEqual([{ coordinate: 'Organisation', partner: 'cqc' }]);
    expect(data.own).toHaveLength(1);
    expect(data.grants).toContainEqual({
      act: 'REQUIRES',
      coordinate: 'Organisation.lineage',
      owner: 'cqc',
      grantee: 'nhs-improvement',
    });
  });

  test('each of the four publishes its contract again without asking anybody', async () => {
    for (const [name, partner] of [
      ['organisations', 'cqc'],
      ['funding', 'nhs-improvement'],
    ] as const) {
      const sdl = `${readFileSync(`schema/${name}.graphql`, 'utf8')}\n# again`;
      const input = { sdl, routingUrl: 'http://127.0.0.1:5000/graphql', partner };
      expect(await registry.publish(registry.adminToken, name, '', input)).toMatchObject({ outcome: 'LIVE' });
    }
  });

  describe('a fifth partner', () => {
    test('joins by a key that is offered', async () => {
      expect(await registry.publish(fifth, 'culture-resources', CULTURE)).toMatchObject({ outcome: 'LIVE' });
      const { data } = await registry.ask('{ supergraph { sdl } }');
      expect(data.supergraph.sdl).toContain('cultureResourcesUsed');
    });

    test('takes nothing of what was founded', async () => {
      const theft = CULTURE.replace(
        'odsCode: OdsCode!',
        'odsCode: OdsCode! name: String! @override(from: "organisations")',
      );
      expect(await registry.publish(fifth, 'culture-resources', theft)).toMatchObject({ outcome: 'REFUSED' });
    });
  });

  test('a later start does not found again where somebody has published', async () => {
    const { data } = await registry.ask('{ supergraph { serial } }');
    const other = await startRegistry(url, { founding: () => ({ sdl: 'other', subgraphs: [] }) });
    expect((await other.ask('{ supergraph { serial } }')).data).toEqual(data);
  });

  test('a later start begins with newer contracts where nobody has', async () => {
    const fresh = await openUrl();
    const founding = foundingFor({});
    await startRegistry(fresh, { founding });
    const newer = { ...founding(), sdl: `${founding().sdl}# newer\n` };
    const again = await startRegistry(fresh, { founding: () => newer });
    const { data } = await again.ask('{ supergraph { serial sdl members { version } } }');
    expect(data.supergraph).toMatchObject({ serial: 2, sdl: newer.sdl, members: Array(4).fill({ version: 2 }) });
  });
});
