import type { ServerResponse } from 'node:http';
import { sendText } from '../../kit/http/send-json.js';

/** Loads itself again until the studio is there. */
const PAGE = `<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="2">
<title>Joinery studio</title>
<main>
<h1>The studio is being built</h1>
<p>It takes a few seconds after a change of its sources; this page then shows it. The graph answers already, at
<code>/graphql</code>.</p>
<p>If this page stays, run <code>npm run build</code> and see what it says.</p>
</main>
</html>
`;

/** Sends the page that stands in for the studio while it is not built. */
export function sendUnbuiltPage(response: ServerResponse): void {
  response.setHeader(
    'content-security-policy',
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  response.setHeader('cache-control', 'no-store');
  response.setHeader('vary', 'accept');
  sendText(response, { status: 200, type: 'text/html; charset=utf-8', text: PAGE });
}
