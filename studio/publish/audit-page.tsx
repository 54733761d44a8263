import { useState } from 'react';
import { Button } from '../kit/button.js';
import { FactsTable } from '../kit/facts-table.js';
import { FromRegistry } from './from-registry.js';
import { moment } from './moment.js';
import { useRegistry } from './use-registry.js';

const PAGE = 100;
const QUERY = `query ($before: Int) { auditLog(first: ${PAGE}, before: $before) {
  number at actor action subject outcome code detail } }`;

interface Data {
  readonly auditLog: readonly {
    readonly number: number;
    readonly at: string;
    readonly actor: string;
    readonly action: string;
    readonly subject: string;
    readonly outcome: string;
    readonly code: string | null;
    readonly detail: string;
  }[];
}

/** What was done and what was refused, newest first. */
export function AuditPage() {
  const [before, setBefore] = useState<number | null>(null);
  const [loaded] = useRegistry<Data>(QUERY, { before });
  return (
    <FromRegistry what="the audit log" loaded={loaded}>
      {({ auditLog }) => (
        <>
          <FactsTable
            caption="Audit log, newest first"
            rows={auditLog}
            keyOf={({ number }) => String(number)}
            none="Nothing more was written."
            columns={[
              { title: 'Number', cell: ({ number }) => number },
              { title: 'When', cell: ({ at }) => moment(at) },
              { title: 'Who', cell: ({ actor }) => actor },
              { title: 'What', cell: ({ action }) => action },
              { title: 'With what', cell: ({ subject }) => subject },
              {
                title: 'Outcome',
                cell: ({ outcome, code }) => `${outcome.toLowerCase()}${code === null ? '' : ` (${code})`}`,
              },
              { title: 'More', cell: ({ detail }) => detail },
            ]}
          />
          <div className="publish-buttons">
            {before !== null && <Button onClick={() => setBefore(null)}>Newest</Button>}
            {auditLog.length === PAGE && <Button onClick={() => setBefore(auditLog.at(-1)!.number)}>Earlier</Button>}
          </div>
        </>
      )}
    </FromRegistry>
  );
}
