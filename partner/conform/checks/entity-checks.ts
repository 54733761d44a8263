import { askEntities, isEntityOf, keyOnly, keysOf, type EntitiesAnswer } from '../ask-entities.js';
import { failed, passed, skipped, warned, type Check, type Verdict } from '../check.js';
import type { Representation } from '../known-entities.js';
import type { Subject } from '../subject.js';
import { unknownKey } from '../unknown-key.js';

const NONE = skipped('no key of an entity is known. Give --keys FILE');

/** What `_entities` promises for each representation. */
export const ENTITY_CHECKS: readonly Check[] = [
  {
    code: 'CONFORM_ENTITY_ORDER',
    title: 'gives entities in the order that was asked for',
    run: (subject) =>
      eachType(subject, 2, async (known) => {
        const some = known.slice(0, 5);
        for (const representations of [some, some.toReversed()]) {
          const problem = misplaced(subject, representations, await askEntities(subject, representations));
          if (problem !== undefined) return failed(problem);
        }
        return passed(`${some.length} ${some[0]!.__typename}`);
      }),
  },
  {
    code: 'CONFORM_ENTITY_DUPLICATES',
    title: 'gives an entity for each of several representations that are alike',
    run: (subject) =>
      eachType(subject, 1, async ([one, other = one!]) => {
        const representations = [one!, other, one!];
        const problem = misplaced(subject, representations, await askEntities(subject, representations));
        return problem === undefined ? passed(one!.__typename) : failed(problem);
      }),
  },
  {
    code: 'CONFORM_ENTITY_UNKNOWN',
    title: 'gives null for a key that nobody has',
    run: (subject) => eachType(subject, 1, (known) => unknownBetween(subject, known[0]!)),
  },
  {
    code: 'CONFORM_ENTITY_MIXED',
    title: 'takes representations of several types at once',
    async run(subject) {
      const types = [...subject.known.values()].map((list) => list[0]!);
      if (types.length < 2) return skipped('keys of fewer than two types are known');
      const representations = [...types, ...types.toReversed()];
      const problem = misplaced(subject, representations, await askEntities(subject, representations));
      return problem === undefined ? passed(types.map(({ __typename }) => __typename).join(', ')) : failed(problem);
    },
  },
  {
    code: 'CONFORM_ENTITY_KEYS',
    title: 'finds an entity by each of its keys',
    run: (subject) =>
      eachType(subject, 1, async ([one]) => {
        const keys = keysOf(subject, one!.__typename);
        if (keys.length < 2) return skipped(`one key: ${one!.__typename}`);
        const byKeys = keys.map((_, i) => keyOnly(subject, one!, i));
        for (const representation of byKeys) {
          const { entities } = await askEntities({ ...subject }, [representation]);
          if (!isEntityOf(subject, entities?.[0], one!))
            return failed(`not found by ${JSON.stringify(representation)}`);
        }
        return passed(`${one!.__typename} by ${keys.length} keys`);
      }),
  },
  {
    code: 'CONFORM_ENTITY_ALIASES',
    title: 'can be asked for entities twice in one operation',
    run: (subject) =>
      eachType(subject, 1, async ([one]) => {
        const query = `query ($r: [_Any!]!) { a: _entities(representations: $r) { __typename } b: _entities(representations: $r) { __typename } }`;
        const { body } = await subject.ask(query, { r: [keyOnly(subject, one!)] });
        const { a, b } = (body?.data ?? {}) as { a?: unknown[]; b?: unknown[] };
        return a?.length === 1 && b?.length === 1
          ? passed(one!.__typename)
          : failed('an alias has no list of one entity');
      }),
  },
];

/** The verdict on the first type that has enough known entities; a failure of any type goes before. */
async function eachType(
  { known }: Subject,
  least: number,
  judge: (representations: readonly Representation[]) => Promise<Verdict>,
): Promise<Verdict> {
  const verdicts: Verdict[] = [];
  for (const list of known.values()) if (list.length >= least) verdicts.push(await judge(list));
  const worst = (['failed', 'warned', 'passed', 'skipped'] as const).flatMap((result) =>
    verdicts.filter((verdict) => verdict.result === result),
  );
  const [first] = worst;
  if (!first) return NONE;
  return {
    ...first,
    detail: worst
      .filter(({ result }) => result === first.result)
      .map(({ detail }) => detail)
      .join(', '),
  };
}

/** The first representation whose entity is not in its place; undefined when all are. */
function misplaced(
  subject: Subject,
  asked: readonly Representation[],
  { reply, entities, errors }: EntitiesAnswer,
): string | undefined {
  if (!entities) return `no list of entities (status ${reply.status}${messageOf(errors)})`;
  if (entities.length !== asked.length) return `${entities.length} entities for ${asked.length} representations`;
  const wrong = asked.findIndex((one, i) => !isEntityOf(subject, entities[i], one));
  if (wrong < 0) return undefined;
  return `at ${wrong} stands ${JSON.stringify(entities[wrong])} for ${JSON.stringify(asked[wrong])}${messageOf(errors)}`;
}

function messageOf(errors: EntitiesAnswer['errors']): string {
  return typeof errors[0]?.message === 'string' ? `: ${errors[0].message}` : '';
}

async function unknownBetween(subject: Subject, known: Representation): Promise<Verdict> {
  const unknown = unknownKey(keyOnly(subject, known));
  if (isEntityOf(subject, known, unknown)) return skipped(`no unknown key of ${known.__typename} can be made up`);
  const { entities, errors } = await askEntities(subject, [known, unknown, known]);
  const type = known.__typename;
  if (!entities) return failed(`${type}: no list of entities when one is unknown${messageOf(errors)}`);
  if (entities.length !== 3) return failed(`${type}: ${entities.length} entities for 3 representations`);
  const [before, between, after] = entities;
  if (!isEntityOf(subject, before, known) || !isEntityOf(subject, after, known)) {
    return failed(`${type}: the entities beside ${JSON.stringify(unknown)} are lost${messageOf(errors)}`);
  }
  if (between === null) return passed(type);
  const key = Object.fromEntries(Object.entries(unknown).filter(([name]) => name !== '__typename'));
  if (isEntityOf(subject, between, unknown)) return warned(`${type} for ${JSON.stringify(key)}`);
  return failed(`${type}: ${JSON.stringify(between)} for ${JSON.stringify(key)}`);
}
