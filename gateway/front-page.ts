import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendText } from '../kit/http/send-json.js';

/** Text only: the policy below forbids everything that could run or load. */
const PAGE = `<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Joinery gateway</title>
<main>
<h1>Joinery gateway</h1>
<p>This server joins data that several organisations own into one GraphQL graph.</p>
<p>Send operations by <code>POST</code> to <code>/graphql</code>, for example:</p>
<pre><code>curl -H 'content-type: application/json' -d '{"query":"{ __typename }"}' \\
  http://this-server/graphql</code></pre>
<p>Any GraphQL IDE can read the schema from there. <a href="/health/ready">Readiness</a> says whether a graph is loaded.</p>
</main>
</html>
`;

const HEADERS = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
  vary: 'accept',
};

/** Whether a request comes from a browser's address bar. */
export function wantsPage({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && /\btext\/html\b/.test(headers.accept ?? '');
}

/** Sends the page that says what this server is and where to ask. */
export function sendFrontPage(response: ServerResponse): void {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  sendText(response, { status: 200, type: 'text/html; charset=utf-8', text: PAGE });
}
