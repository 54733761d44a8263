import { Notice } from '../kit/notice.js';

/** The fields of a finding that are shown. */
export const FINDING = `code severity message coordinate partner fix sources { subgraph line text } flow { fields from to }
  usage { days hasData requests lastSeen clients { name version requests } }`;

export interface Finding {
  readonly code: string;
  readonly severity: 'ERROR' | 'WARNING' | 'HINT';
  readonly message: string;
  readonly coordinate: string | null;
  readonly partner: string | null;
  readonly fix: string;
  readonly sources: readonly { readonly subgraph: string; readonly line: number; readonly text: string }[];
  readonly flow: { readonly fields: readonly string[]; readonly from: string; readonly to: string } | null;
  readonly usage: FindingUsage | null;
}

interface FindingUsage {
  readonly days: number;
  readonly hasData: boolean;
  readonly requests: number;
  readonly clients: readonly {
    readonly name: string | null;
    readonly version: string | null;
    readonly requests: number;
  }[];
}

const KINDS = { ERROR: 'error', WARNING: 'warning', HINT: 'information' } as const;

/** What was found in a version: where it comes from, who must act, and how. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return <p>Nothing was found.</p>;
  return findings.map((finding, index) => (
    <Notice key={index} kind={KINDS[finding.severity]} title={`${finding.code}: ${finding.message}`}>
      {finding.sources.length > 0 && (
        <ul className="publish-sources">
          {finding.sources.map(({ subgraph, line, text }) => (
            <li key={`${subgraph} ${line}`}>
              {subgraph}, line {line}: <code>{text}</code>
            </li>
          ))}
        </ul>
      )}
      {finding.flow && (
        <p>
          Data would flow from {finding.flow.from} to {finding.flow.to}: {finding.flow.fields.join(', ')}.
        </p>
      )}
      {finding.usage && <p>{usageInWords(finding.usage)}</p>}
      <p>
        <strong>{finding.partner ?? 'The operator'} must act:</strong> {finding.fix}
      </p>
    </Notice>
  ));
}

function usageInWords({ days, hasData, requests, clients }: FindingUsage): string {
  if (!hasData) return `No data yet: nobody has reported what clients used in the last ${days} days.`;
  if (requests === 0) return `No client used it in the last ${days} days.`;
  const named = clients.map(({ name, version, requests: count }) => `${name ?? 'unnamed'} ${version ?? ''} (${count})`);
  return `Used by ${requests} requests in the last ${days} days: ${named.join(', ')}.`;
}
