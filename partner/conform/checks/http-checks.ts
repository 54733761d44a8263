import { failed, passed, skipped, warned, type Check } from '../check.js';
import type { Reply } from '../exchange.js';
import type { Subject } from '../subject.js';

const GRAPHQL_TYPE = 'application/graphql-response+json';
const SECRETS = /\bat [^\n]*\(?(?:\/|file:|node:)[^\n]*:\d+|"(?:stacktrace|stack|exception)"\s*:/;

/** What GraphQL over HTTP asks, and what a subgraph must not do for whoever reaches it. */
export const HTTP_CHECKS: readonly Check[] = [
  {
    code: 'CONFORM_MEDIA_TYPE',
    title: 'answers in a media type of GraphQL over HTTP',
    async run(subject) {
      const plain = await subject.ask('{ __typename }', {}, { headers: { accept: 'application/json' } });
      if (!typeOf(plain).startsWith('application/json'))
        return failed(`${typeOf(plain)} to who accepts application/json`);
      const modern = await subject.ask('{ __typename }', {}, { headers: { accept: GRAPHQL_TYPE } });
      if (typeOf(modern).startsWith(GRAPHQL_TYPE)) return passed(`application/json and ${GRAPHQL_TYPE}`);
      return warned(`application/json only; ${modern.status} ${typeOf(modern)} to who accepts ${GRAPHQL_TYPE}`);
    },
  },
  {
    code: 'CONFORM_STATUS',
    title: 'answers with the status of GraphQL over HTTP',
    async run(subject) {
      const good = await subject.ask('{ __typename }');
      if (good.status !== 200) return failed(`${good.status} to { __typename }`);
      for (const [what, reply] of await mistakes(subject)) {
        const isModern = typeOf(reply).startsWith(GRAPHQL_TYPE);
        const isRefused = reply.status >= 400 && reply.status < 500;
        if (!isRefused && (isModern || reply.status !== 200)) return failed(`${reply.status} to ${what}`);
      }
      return passed('200 with data, 4xx to mistakes');
    },
  },
  {
    code: 'CONFORM_ERROR_SHAPE',
    title: 'has errors in the shape of GraphQL that tell nothing of its inside',
    async run(subject) {
      for (const [what, reply] of await mistakes(subject)) {
        const problem = shapeProblem(reply);
        if (problem !== undefined) return failed(`to ${what}: ${problem}`);
      }
      const codeless = (await mistakes(subject)).filter(([, { text }]) => !/"code"\s*:\s*"/.test(text));
      return codeless.length === 0
        ? passed('with messages and codes')
        : warned(`without extensions.code to ${codeless[0]![0]}`);
    },
  },
  {
    code: 'CONFORM_UNKNOWN_FIELD',
    title: 'refuses a field that there is not',
    async run(subject) {
      const { body } = await subject.ask('{ fieldThatIsNotThere }');
      if (Array.isArray(body?.errors) && body.errors.length > 0 && body.data == null) return passed('refused');
      return failed('answered without an error, or with data');
    },
  },
  {
    code: 'CONFORM_GET_MUTATION',
    title: 'runs no mutation for a GET request',
    async run(subject) {
      if (!subject.schema?.schema.getMutationType()) return skipped('the schema has no mutation');
      // It would change nothing if it were run.
      const search = new URLSearchParams({ query: 'mutation { __typename }' }).toString();
      const headers = { 'apollo-require-preflight': 'true', 'x-graphql-client': 'joinery' };
      const { status, body } = await subject.send({ method: 'GET', search, headers });
      if (body?.data != null) return failed(`answered with ${status} and data`);
      return status === 405 ? passed('405') : status >= 400 && status < 500 ? passed(`${status}`) : failed(`${status}`);
    },
  },
  {
    code: 'CONFORM_INTROSPECTION',
    title: 'tells its schema by introspection as agreed',
    async run(subject) {
      const { body } = await subject.ask('{ __schema { queryType { name } } }');
      const isAllowed = (body?.data as { __schema?: unknown } | null | undefined)?.__schema != null;
      const { introspection } = subject.expected;
      const told = isAllowed ? 'allowed' : 'refused';
      if (introspection === null) return skipped(`${told}. Give --introspection allowed or refused to hold it to that`);
      return told === introspection ? passed(told) : failed(`${told}, and should be ${introspection}`);
    },
  },
  {
    code: 'CONFORM_GZIP',
    title: 'compresses only for who accepts it',
    async run(subject) {
      const query = '{ _service { sdl } }';
      const plain = await subject.ask(query, {}, { headers: { 'accept-encoding': 'identity' } });
      const encoding = plain.headers['content-encoding'] ?? 'identity';
      if (encoding !== 'identity') return failed(`${encoding} to who accepts identity only`);
      const packed = await subject.ask(query, {}, { headers: { 'accept-encoding': 'gzip' } });
      const used = packed.headers['content-encoding'] ?? 'identity';
      if (used !== 'gzip' && used !== 'identity') return failed(`${used} to who accepts gzip only`);
      return packed.body?.data == null ? failed(`what comes as ${used} cannot be read`) : passed(used);
    },
  },
  {
    code: 'CONFORM_UNSIGNED',
    title: 'answers nobody who does not prove to be the gateway',
    async run(subject) {
      if (!subject.expected.signed)
        return skipped('not asked for. Give --signed, with signing keys or the headers of the gateway');
      const proofs = subject.signs ? (['none', 'forged'] as const) : (['none'] as const);
      for (const proof of proofs) {
        for (const query of ['{ __typename }', '{ _service { sdl } }']) {
          const { status, body } = await subject.ask(query, {}, { proof });
          const what = proof === 'forged' ? `${query} with the signature of another body` : query;
          if (body?.data != null) return failed(`${status} with data to ${what}`);
          if (status !== 401 && status !== 403)
            return warned(`${what} refused with ${status}; 401 or 403 says it better`);
        }
      }
      return passed('refused');
    },
  },
];

/** What a client may get wrong, with what comes back. */
async function mistakes(subject: Subject): Promise<(readonly [string, Reply])[]> {
  return [
    ['what is not GraphQL', await subject.ask('{')],
    ['a field that there is not', await subject.ask('{ fieldThatIsNotThere }')],
    ['what is not JSON', await subject.send({ body: '{"query":' })],
  ];
}

function typeOf({ headers }: Reply): string {
  return headers['content-type'] ?? 'no media type';
}

function shapeProblem({ status, body, text }: Reply): string | undefined {
  if (!body) return `${status} and no JSON object`;
  const { errors } = body;
  if (!Array.isArray(errors) || errors.length === 0) return 'no list of errors';
  const isShaped = errors.every(
    (error: unknown) => typeof (error as { message?: unknown } | null)?.message === 'string',
  );
  if (!isShaped) return 'an error without a message';
  return SECRETS.test(text) ? 'it tells a stack' : undefined;
}
