import { FactsTable } from '../kit/facts-table.js';
import { Notice } from '../kit/notice.js';
import { FINDING, Findings, type Finding } from './findings.js';

/** The fields of `PublishResult` that are shown. */
export const RESULT = `outcome exitCode findings { ${FINDING} } changes { level coordinate message }`;

/** What publishing, checking, deleting or rolling back did or would do. */
export interface Result {
  readonly outcome: 'LIVE' | 'QUARANTINED' | 'REFUSED' | 'BREAKING';
  readonly exitCode: number;
  readonly findings: readonly Finding[];
  readonly changes: readonly SchemaChange[];
}

interface SchemaChange {
  readonly level: string;
  readonly coordinate: string;
  readonly message: string;
}

/** What an outcome means, in words. */
export type OutcomeWords = Readonly<Record<Result['outcome'], string>>;

export const WOULD_PUBLISH: OutcomeWords = {
  LIVE: 'It would be live',
  QUARANTINED: 'It would wait in quarantine: it does not compose with the others',
  REFUSED: 'It would be refused: it takes what belongs to another partner',
  BREAKING: 'It would wait: it breaks what clients may use',
};

export const PUBLISHED: OutcomeWords = {
  LIVE: 'It is live',
  QUARANTINED: 'It waits in quarantine: it does not compose with the others',
  REFUSED: 'It was refused: it takes what belongs to another partner',
  BREAKING: 'It waits: it breaks what clients may use, and nobody has answered for that',
};

export const WOULD_DELETE: OutcomeWords = {
  LIVE: 'It would be taken out of the graph',
  QUARANTINED: 'It would stay: the others do not compose without it',
  REFUSED: 'It would stay: it may not be taken out',
  BREAKING: 'It would stay: clients would lose what they may use',
};

export const DELETED: OutcomeWords = {
  LIVE: 'It is out of the graph',
  QUARANTINED: 'It stays: the others do not compose without it',
  REFUSED: 'It stays: it may not be taken out',
  BREAKING: 'It stays: clients would lose what they may use, and nobody has answered for that',
};

const KINDS = { LIVE: 'success', QUARANTINED: 'warning', REFUSED: 'error', BREAKING: 'warning' } as const;

/** An outcome with what was found and what changes for clients. */
export function Outcome({ result, words }: { readonly result: Result; readonly words: OutcomeWords }) {
  return (
    <>
      <Notice kind={KINDS[result.outcome]} title={words[result.outcome]}>
        <p>The command would end with {result.exitCode}.</p>
      </Notice>
      <h3>Findings</h3>
      <Findings findings={result.findings} />
      <Changes changes={result.changes} />
    </>
  );
}

/** What changes for clients. */
export function Changes({ changes }: Pick<Result, 'changes'>) {
  return (
    <FactsTable
      caption="What changes for clients"
      rows={changes}
      keyOf={({ coordinate, message }) => `${coordinate} ${message}`}
      none="Nothing changes for clients."
      columns={[
        { title: 'What', cell: ({ coordinate }) => coordinate },
        { title: 'Level', cell: ({ level }) => level.toLowerCase() },
        { title: 'Change', cell: ({ message }) => message },
      ]}
    />
  );
}
