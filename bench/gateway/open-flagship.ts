import { join } from 'node:path';
import { loadDefinition, SUBGRAPH_NAMES } from '../../deploy/definitions.js';
import { createCountry } from '../../subgraphs/kit/country/country.js';
import { startSubgraph } from '../../test/support/start-subgraph.js';
import type { AnswerBody } from './serve-remembered.js';

/** Starts the four subgraphs on databases in the folder, filled with the generated country. */
export async function openFlagship(folder: string): Promise<Readonly<Record<string, AnswerBody>>> {
  const country = createCountry({});
  const answers: Record<string, AnswerBody> = {};
  for (const name of SUBGRAPH_NAMES) {
    const url = `sqlite:${join(folder, `${name}.sqlite`)}`;
    const { subgraph } = await startSubgraph(await loadDefinition(name), { url, country });
    answers[name] = (body) => post(subgraph.url(), body);
  }
  return answers;
}

async function post(url: string, body: string): Promise<string> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return response.text();
}
