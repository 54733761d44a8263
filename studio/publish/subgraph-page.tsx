import { useMemo, useState } from 'react';
import { Button } from '../kit/button.js';
import { FactsTable } from '../kit/facts-table.js';
import { Notice } from '../kit/notice.js';
import { routeTo } from '../shell/route.js';
import { FINDING, Findings, type Finding } from './findings.js';
import { FromRegistry } from './from-registry.js';
import { aroundChanges, lineDiff } from './line-diff.js';
import { moment } from './moment.js';
import { DELETED, PUBLISHED, RESULT, WOULD_DELETE, WOULD_PUBLISH, type Result } from './outcome.js';
import { askRegistry } from './registry.js';
import { useRegistry } from './use-registry.js';
import { Weighed } from './weighed.js';

const QUERY = `query ($name: String!) { me { scopes } subgraph(name: $name) { name routingUrl partner { title } live { number }
  versions(first: 20) { number status publishedAt publishedBy note sdl routingUrl findings { ${FINDING} } } } }`;

const CHECK = `mutation ($input: CheckSubgraphInput!) { result: checkSubgraph(input: $input) { ${RESULT} } }`;
const ROLLBACK = `mutation ($input: RollbackSubgraphInput!) { result: rollbackSubgraph(input: $input) { ${RESULT} } }`;
const DELETE = `mutation ($input: DeleteSubgraphInput!) { result: deleteSubgraph(input: $input) { ${RESULT} } }`;

interface Version {
  readonly number: number;
  readonly status: string;
  readonly publishedAt: string;
  readonly publishedBy: string;
  readonly note: string | null;
  readonly sdl: string;
  readonly routingUrl: string;
  readonly findings: readonly Finding[];
}

interface Data {
  readonly me: { readonly scopes: readonly string[] };
  readonly subgraph: {
    readonly name: string;
    readonly routingUrl: string;
    readonly partner: { readonly title: string };
    readonly live: { readonly number: number } | null;
    readonly versions: readonly Version[];
  } | null;
}

/** One subgraph: its versions, what changed in each, what was found, and the way back to an earlier one. */
export function SubgraphPage({ name }: { readonly name: string }) {
  const [loaded, again] = useRegistry<Data>(QUERY, { name });
  return (
    <>
      <h2>{name}</h2>
      <FromRegistry what="the subgraph" loaded={loaded}>
        {({ me, subgraph }) =>
          subgraph ? (
            <Versions subgraph={subgraph} mayPublish={mayPublish(me)} onChange={again} />
          ) : (
            <Notice kind="warning" title="The registry has no subgraph of this name" />
          )
        }
      </FromRegistry>
      <p>
        <a href={routeTo(['publish', 'subgraphs'])}>Back to all subgraphs</a>
      </p>
    </>
  );
}

interface VersionsProps {
  readonly subgraph: NonNullable<Data['subgraph']>;
  readonly mayPublish: boolean;
  readonly onChange: () => void;
}

function Versions({ subgraph, mayPublish, onChange }: VersionsProps) {
  const { versions, partner, routingUrl } = subgraph;
  const [number, show] = useState(versions[0]?.number ?? 0);
  const index = versions.findIndex((version) => version.number === number);
  const shown = versions[index];
  return (
    <>
      <p>
        Owned by {partner.title}; gateways reach it at <code>{routingUrl}</code>.
      </p>
      <FactsTable
        caption="Versions, newest first"
        rows={versions}
        keyOf={(version) => String(version.number)}
        columns={[
          { title: 'Version', cell: (version) => version.number },
          { title: 'Status', cell: ({ status }) => status.toLowerCase() },
          { title: 'Published', cell: ({ publishedAt }) => moment(publishedAt) },
          { title: 'By', cell: ({ publishedBy }) => publishedBy },
          { title: 'Note', cell: ({ note }) => note ?? '–' },
          { title: 'Findings', isNumber: true, cell: ({ findings }) => findings.length },
          {
            title: 'Look at it',
            cell: (version) => (
              <Button
                look="plain"
                label={`Show version ${version.number}`}
                isPressed={version.number === number}
                onClick={() => show(version.number)}
              >
                Show
              </Button>
            ),
          },
        ]}
      />
      {shown && <Changes version={shown} before={versions[index + 1]} />}
      {shown && mayPublish && <WayBack {...{ subgraph, onChange }} version={shown} />}
      {mayPublish && <Deletion {...{ subgraph, onChange }} />}
    </>
  );
}

function mayPublish({ scopes }: Data['me']): boolean {
  return scopes.includes('ADMIN') || scopes.includes('PUBLISH');
}

type GraveProps = Pick<VersionsProps, 'subgraph' | 'onChange'>;

async function ask(mutation: string, input: object): Promise<Result> {
  return (await askRegistry<{ result: Result }>(mutation, { input })).result;
}

function WayBack({ subgraph, version, onChange }: GraveProps & { readonly version: Version }) {
  const { name, live } = subgraph;
  const { number, sdl, routingUrl } = version;
  if (number === live?.number) return null;
  return (
    <Weighed
      title={`Publish version ${number} again`}
      warning={`It becomes a new version and takes the place of the live one, ${live?.number ?? 'none'}, if it still composes.`}
      subject={String(number)}
      mayWork
      word={name}
      lookButton={`See what version ${number} would do`}
      button={`Go back to version ${number}`}
      words={{ would: WOULD_PUBLISH, did: PUBLISHED }}
      look={() => ask(CHECK, { name, sdl, routingUrl })}
      work={(approval) => ask(ROLLBACK, { name, version: number, ...(approval ? { approval } : {}) })}
      onDone={onChange}
    />
  );
}

function Deletion({ subgraph: { name }, onChange }: GraveProps) {
  return (
    <Weighed
      title={`Take ${name} out of the graph`}
      warning="Its types and fields are gone for clients. Its versions stay in the history."
      subject={name}
      mayWork
      word={name}
      lookButton="See what that would do"
      button={`Take ${name} out`}
      words={{ would: WOULD_DELETE, did: DELETED }}
      look={() => ask(DELETE, { name, dryRun: true })}
      work={(approval) => ask(DELETE, { name, ...(approval ? { approval } : {}) })}
      onDone={({ outcome }) => (outcome === 'LIVE' ? location.assign(routeTo(['publish', 'subgraphs'])) : onChange())}
    />
  );
}

interface ChangesProps {
  readonly version: Version;
  readonly before: Version | undefined;
}

function Changes({ version, before }: ChangesProps) {
  const lines = useMemo(() => {
    const all = lineDiff(before?.sdl ?? version.sdl, version.sdl);
    return all && aroundChanges(all);
  }, [version, before]);
  return (
    <section aria-label={`Version ${version.number}`}>
      <h3>What was found in version {version.number}</h3>
      <Findings findings={version.findings} />
      <h3>{before ? `What changed since version ${before.number}` : 'Nothing came before this version'}</h3>
      {lines === null && <p>The two differ too much to be compared here.</p>}
      {lines?.length === 0 && before && <p>No line of the schema changed.</p>}
      {lines && lines.length > 0 && (
        <pre className="publish-diff" tabIndex={0} aria-label="Changed lines">
          {lines.map((line, index) => (
            <span key={index} className={line ? `publish-diff__${line.kind}` : undefined}>
              {line ? `${SIGNS[line.kind]} ${line.text}\n` : '…\n'}
            </span>
          ))}
        </pre>
      )}
    </section>
  );
}

const SIGNS = { same: ' ', added: '+', removed: '-' } as const;
