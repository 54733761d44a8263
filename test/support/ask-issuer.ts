import { hash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** An answer as it came, not followed anywhere. */
export interface IssuerAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Changes = Readonly<Record<string, string | null>>;

/** Asks an issuer as a browser does for the studio, with what a test wants changed. */
export interface IssuerAsker {
  /** What proves that who takes the token is who asked for the code. */
  readonly verifier: string;
  authorize(changes?: Changes, headers?: Readonly<Record<string, string>>): Promise<IssuerAnswer>;
  /** Chooses somebody on the page; null changes leave a parameter out. */
  choose(person: string, changes?: Changes, headers?: Readonly<Record<string, string>>): Promise<IssuerAnswer>;
  /** The code for somebody. */
  codeFor(person: string): Promise<string>;
  token(code: string, changes?: Changes, headers?: Readonly<Record<string, string>>): Promise<IssuerAnswer>;
  /** The access token of somebody. */
  signIn(person: string): Promise<string>;
  send(path: string, options?: SendOptions): Promise<IssuerAnswer>;
}

export interface SendOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly form?: URLSearchParams | string;
}

export function askIssuer(issuer: string, client: { readonly id: string; readonly redirectUri: string }): IssuerAsker {
  const { origin } = new URL(issuer);
  const verifier = randomBytes(32).toString('base64url');
  const asked = {
    response_type: 'code',
    client_id: client.id,
    redirect_uri: client.redirectUri,
    scope: 'openid profile',
    state: 'the state',
    nonce: 'the nonce',
    code_challenge: hash('sha256', verifier, 'base64url'),
    code_challenge_method: 'S256',
  };
  const send: IssuerAsker['send'] = async (path, { method = 'GET', headers = {}, form } = {}) => {
    const type = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const asking = request(issuer + path, { method, headers: { ...type, ...headers } });
    asking.end(form?.toString());
    const [response] = (await once(asking, 'response')) as [IncomingMessage];
    return { status: response.statusCode!, headers: response.headers, body: await text(response) };
  };
  const post = (path: string, form: URLSearchParams, headers: Readonly<Record<string, string>> = {}) =>
    send(path, { method: 'POST', form, headers });
  const asker: IssuerAsker = {
    verifier,
    send,
    authorize: (changes = {}, headers = {}) => send(`/authorize?${changed(asked, changes).toString()}`, { headers }),
    choose: (person, changes = {}, headers = { origin }) =>
      post('/authorize', changed({ ...asked, person }, changes), headers),
    async codeFor(person) {
      const { headers } = await asker.choose(person);
      return new URL(headers.location!).searchParams.get('code')!;
    },
    token: (code, changes = {}, headers = {}) => {
      const form = { grant_type: 'authorization_code', client_id: client.id, redirect_uri: client.redirectUri };
      return post('/token', changed({ ...form, code, code_verifier: verifier }, changes), headers);
    },
    async signIn(person) {
      const { body } = await asker.token(await asker.codeFor(person));
      return (JSON.parse(body) as { access_token: string }).access_token;
    },
  };
  return asker;
}

function changed(parameters: Readonly<Record<string, string>>, changes: Changes): URLSearchParams {
  const entries = Object.entries({ ...parameters, ...changes });
  return new URLSearchParams(entries.filter((entry): entry is [string, string] => entry[1] !== null));
}
