import { request, type Agent } from 'node:http';

export interface Asking {
  readonly url: string;
  readonly query: string;
  readonly agent: Agent;
  /** Takes `answered` for each request, or what failed: a status, an error code, or `errors` for an answer with errors. */
  readonly results: string[];
}

/** Asks again and again on one connection, until the server says that it closes it or an answer fails. */
export async function askUntilTold({ url, query, agent, results }: Asking): Promise<void> {
  let told = false;
  while (!told) {
    const { result, connection } = await askOnce(url, query, agent);
    results.push(result);
    told = connection === 'close' || result !== 'answered';
  }
}

interface Outcome {
  readonly result: string;
  readonly connection?: string | undefined;
}

function askOnce(url: string, query: string, agent: Agent): Promise<Outcome> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json' };
    request(url, { method: 'POST', headers, agent }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.once('end', () => {
        const failed =
          response.statusCode === 200 ? text.includes('"errors"') && 'errors' : String(response.statusCode);
        resolve({ result: failed || 'answered', connection: response.headers.connection });
      });
      response.once('error', (error: NodeJS.ErrnoException) => resolve({ result: error.code ?? error.message }));
    })
      .once('error', (error: NodeJS.ErrnoException) => resolve({ result: error.code ?? error.message }))
      .end(JSON.stringify({ query }));
  });
}
