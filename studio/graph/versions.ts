/** A version that was published, or that the registry refused. */
export interface ShownVersion {
  readonly key: string;
  readonly subgraph: string;
  /** Null for one that was refused: the registry has not stored it. */
  readonly number: number | null;
  /** In words. */
  readonly state: string;
  /** RFC 3339. */
  readonly at: string;
  readonly by: string;
}

/** What the registry answers to `versionsQuery`. */
export interface VersionsData {
  readonly auditLog: readonly AuditEntry[];
  /** Subgraphs by alias; null for one that it does not know. */
  readonly [alias: `s${number}`]: { readonly name: string; readonly versions: readonly Version[] } | null;
}

interface Version {
  readonly number: number;
  readonly status: keyof typeof STATES;
  readonly publishedAt: string;
  readonly publishedBy: string;
}

interface AuditEntry {
  readonly number: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly outcome: string;
  readonly code: string | null;
}

const STATES = { LIVE: 'live', QUARANTINED: 'waiting', RETIRED: 'was live', OVERTAKEN: 'overtaken while it waited' };
const SUBGRAPHS_MAX = 20;
const VERSIONS_MAX = 5;
const SHOWN_MAX = 20;

/** Asks in one request for the newest versions of a few subgraphs, and for what was refused lately. */
export function versionsQuery(names: readonly string[]): {
  readonly query: string;
  readonly variables: Readonly<Record<string, string>>;
} {
  const some = names.slice(0, SUBGRAPHS_MAX);
  const subgraphs = some.map(
    (_, i) => `s${i}: subgraph(name: $s${i}) {
      name versions(first: ${VERSIONS_MAX}) { number status publishedAt publishedBy } }`,
  );
  return {
    query: `query (${some.map((_, i) => `$s${i}: String!`).join(' ')}) { ${subgraphs.join(' ')}
      auditLog(first: 200) { number at actor action subject outcome code } }`,
    variables: Object.fromEntries(some.map((name, i) => [`s${i}`, name])),
  };
}

/** The newest versions of all these subgraphs, newest first. */
export function newestVersions(names: readonly string[], { auditLog, ...subgraphs }: VersionsData): ShownVersion[] {
  const stored = Object.values(subgraphs).flatMap((subgraph) =>
    (subgraph?.versions ?? []).map(({ number, status, publishedAt, publishedBy }): ShownVersion => {
      const { name } = subgraph!;
      return {
        key: `${name} ${number}`,
        subgraph: name,
        number,
        state: STATES[status],
        at: publishedAt,
        by: publishedBy,
      };
    }),
  );
  const refused = auditLog
    .filter(
      ({ action, subject, outcome }) =>
        action === 'publishSubgraph' && outcome === 'REFUSED' && names.includes(subject),
    )
    .map(({ number, at, actor, subject, code }): ShownVersion => {
      const state = code === null ? 'refused' : `refused: ${code}`;
      return { key: `refused ${number}`, subgraph: subject, number: null, state, at, by: actor };
    });
  return [...stored, ...refused].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, SHOWN_MAX);
}
