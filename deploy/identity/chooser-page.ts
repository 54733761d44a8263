import { hash } from 'node:crypto';
import type { SamplePerson } from './sample-person.js';

/** A page, and what it may load and do: nothing but what is in it, and to send its form where it belongs. */
export interface IssuerPage {
  readonly html: string;
  readonly policy: string;
}

const STYLE = `
:root { color-scheme: light dark; --page: #f0f4f5; --surface: #fff; --text: #212b32; --quiet: #4c6272; --edge: #4c6272; --main: #005eb8; --on-main: #fff }
@media (prefers-color-scheme: dark) { :root { --page: #12181c; --surface: #1b2328; --text: #eef2f4; --quiet: #b2c0c9; --edge: #8fa1ad; --main: #8cc4ff; --on-main: #12181c } }
* { box-sizing: border-box }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 Arial, sans-serif }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 3rem }
h1 { font-size: 1.75rem; line-height: 1.25 }
ul { list-style: none; margin: 0; padding: 0 }
li { background: var(--surface); border: 1px solid var(--edge); margin: 0 0 .75rem; padding: 1rem }
li p { margin: 0 0 .75rem; overflow-wrap: anywhere }
h2 { font-size: 1.125rem; margin: 0 }
.quiet { color: var(--quiet) }
button { background: var(--main); color: var(--on-main); border: 2px solid var(--main); padding: .5rem 1rem; font: inherit; font-weight: 700; cursor: pointer }
button.plain { background: transparent; color: var(--main) }
button:focus-visible { outline: 4px solid #ffeb3b; outline-offset: 0; box-shadow: 0 0 0 6px #212b32 }
`;
const STYLE_SOURCE = `'sha256-${hash('sha256', STYLE, 'base64')}'`;

export interface ChooserOptions {
  readonly people: readonly SamplePerson[];
  /** Where people are sent back to. */
  readonly redirectUri: string;
  /** What was asked, to be sent again with the choice. */
  readonly parameters: URLSearchParams;
}

/** The page on which one chooses who to be. */
export function chooserPage({ people, redirectUri, parameters }: ChooserOptions): IssuerPage {
  const hidden = [...parameters]
    .filter(([name]) => name !== 'person')
    .map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`);
  const body = `<h1>Who do you want to be?</h1>
<p>Joinery runs wholly on this machine, so nobody needs a password. These people are samples and their data is synthetic. You go back to <strong>${escaped(new URL(redirectUri).origin)}</strong>, signed in for half an hour.</p>
<form method="post" action="authorize">
${hidden.join('\n')}
<ul>
${people.map(personItem).join('\n')}
</ul>
<p><button class="plain" name="person" value="">Cancel</button></p>
</form>`;
  return { html: page('Sign in', body), policy: policyWith(`'self' ${new URL(redirectUri).origin}`) };
}

/** The page for a request that nothing can come of. */
export function strangerPage(reason: string): IssuerPage {
  const body = `<h1>Nobody can sign in this way</h1>\n<p>${escaped(reason)}</p>\n<p>Go back, and begin again at the program that you want to use.</p>`;
  return { html: page('Nobody can sign in this way', body), policy: policyWith("'none'") };
}

function personItem({ id, title, may, scopes }: SamplePerson): string {
  const name = escaped(id);
  return `<li>
<h2 id="${name}">${escaped(title)}</h2>
<p>${escaped(may)}<br><span class="quiet">Scopes: ${escaped(scopes.join(', ') || 'none')}</span></p>
<button name="person" value="${name}">Sign in as ${escaped(title)}</button>
</li>`;
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Joinery on this machine</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

function policyWith(formAction: string): string {
  return `default-src 'none'; style-src ${STYLE_SOURCE}; base-uri 'none'; form-action ${formAction}; frame-ancestors 'none'`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
