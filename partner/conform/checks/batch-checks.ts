import { getNamedType, isLeafType, isObjectType, type GraphQLField } from 'graphql';
import { askEntities } from '../ask-entities.js';
import { failed, passed, skipped, warned, type Check } from '../check.js';
import { objectType } from '../discover-entities.js';
import type { Representation } from '../known-entities.js';
import type { Subject } from '../subject.js';
import { unknownKey } from '../unknown-key.js';

const BATCH = 200;
const RUNS = 3;
const FIELDS_MAX = 6;
/** Less than a database that is asked for each one alone takes. */
const SUSPICIOUS_MS = 2;

/** How many entities can be asked for at once, and how long that takes. */
export const BATCH_CHECKS: readonly Check[] = [
  {
    code: 'CONFORM_ENTITY_BATCH',
    title: `answers ${BATCH} representations at once`,
    async run(subject) {
      const largest = largestOf(subject);
      if (!largest) return skipped('no key of an entity is known. Give --keys FILE');
      const { reply, entities } = await askEntities(subject, filledUp(largest));
      if (entities?.length === BATCH) return passed(`${BATCH} ${largest[0]!.__typename}`);
      return failed(`status ${reply.status}, ${entities ? `${entities.length} entities` : 'no list of entities'}`);
    },
  },
  {
    code: 'CONFORM_ENTITY_SLOPE',
    title: 'takes little more time for more representations',
    async run(subject) {
      const largest = largestOf(subject);
      if (!largest) return skipped('no key of an entity is known. Give --keys FILE');
      const type = largest[0]!.__typename;
      const fields = new Map([[type, cheapFields(subject, type)]]);
      const one = await quickest(() => askEntities(subject, largest.slice(0, 1), fields));
      const many = await quickest(() => askEntities(subject, filledUp(largest), fields));
      const slopeMs = Math.max(0, (many - one) / (BATCH - 1));
      const told = `1 ${type} in ${one.toFixed(0)} ms, ${BATCH} in ${many.toFixed(0)} ms: ${slopeMs.toFixed(2)} ms for each more`;
      if (slopeMs > subject.expected.slopeMs) return failed(told);
      return slopeMs > SUSPICIOUS_MS ? warned(told) : passed(told);
    },
  },
];

function largestOf({ known }: Subject): readonly Representation[] | undefined {
  return [...known.values()].sort((a, b) => b.length - a.length)[0];
}

/** As many as a batch has: first all that are known, then keys that nobody has. */
function filledUp(known: readonly Representation[]): Representation[] {
  return Array.from({ length: BATCH }, (_, i) => known[i] ?? unknownKey(known[i % known.length]!, i));
}

async function quickest(ask: () => ReturnType<typeof askEntities>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) times.push((await ask()).reply.tookMs);
  return Math.min(...times);
}

/** Some fields of the type that need nothing but its key. */
function cheapFields(subject: Subject, type: string): string {
  const fields = Object.values((subject.schema && objectType(subject.schema, type)?.getFields()) ?? {});
  return fields
    .filter((field) => field.args.length === 0 && !needsOthers(field))
    .flatMap(({ name, type: of }) => {
      const named = getNamedType(of);
      if (isLeafType(named)) return [name];
      return isObjectType(named) ? [`${name} { __typename }`] : [];
    })
    .slice(0, FIELDS_MAX)
    .join(' ');
}

/** Whether another subgraph resolves it, or something of another one is needed for it. */
function needsOthers({ astNode }: GraphQLField<unknown, unknown>): boolean {
  return (astNode?.directives ?? []).some(({ name }) =>
    /^(federation__)?(external|requires|fromContext)$/.test(name.value),
  );
}
