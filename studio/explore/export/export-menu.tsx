import './export.css';
import type { GraphQLSchema } from 'graphql';
import { useState } from 'react';
import { Button } from '../../kit/button.js';
import { loadFieldOwners } from '../../kit/field-owners.js';
import { useMenu } from '../../kit/use-menu.js';
import { aboutRun, originsOfRun } from '../results/about-run.js';
import type { RunTable } from '../results/table-of-run.js';
import type { Run } from '../run.js';
import type { Grid } from '../table/use-grid.js';
import { copyTable } from './copy-table.js';
import { download } from './download.js';
import { EXPORTS, type ExportFormat } from './export-formats.js';

interface ExportMenuProps {
  readonly run: Run;
  readonly schema: GraphQLSchema;
  readonly grid: Grid;
  readonly table: RunTable;
}

/** Takes the table away: the rows and columns that are shown, in their order. */
export function ExportMenu({ run, schema, grid, table }: ExportMenuProps) {
  const [said, setSaid] = useState('');
  const [bom, setBom] = useState(false);
  const { menu, close: closeMenu } = useMenu();
  const close = (text: string) => {
    setSaid(text);
    closeMenu();
  };
  const save = async (format: ExportFormat) => {
    const owners = await loadFieldOwners();
    const { shownColumns: shown } = grid;
    const columns = shown.map(({ column }) => column);
    const rows = grid.shownRows.map((row) => shown.map(({ index }) => row[index] ?? null));
    const origins = originsOfRun(run, { ...table, columns }, { schema, owners });
    const about = aboutRun(run, { columns: origins, rows: rows.length, table });
    download(fileName(run, format), format.type, format.write({ columns, rows, about, bom }));
    close(`${rows.length.toLocaleString('en-GB')} rows saved as ${format.title}`);
  };
  return (
    <div className="export">
      <span role="status">{said}</span>
      <details className="export__menu" ref={menu}>
        <summary>Download</summary>
        <div className="export__list">
          {EXPORTS.map((format) => (
            <Button key={format.suffix} look="plain" onClick={() => void save(format)}>
              {format.title}
            </Button>
          ))}
          <Button look="plain" onClick={() => void copyTable(grid).then(close)}>
            Copy as table
          </Button>
          <label>
            <input type="checkbox" checked={bom} onChange={(event) => setBom(event.target.checked)} />
            CSV for older Excel (byte order mark)
          </label>
        </div>
      </details>
    </div>
  );
}

function fileName({ operation }: Run, { suffix }: ExportFormat): string {
  const name = operation.name.replace(/[^\w-]+/g, '-').replace(/^-+|-+$/g, '');
  return `${name === '' ? 'table' : name}.${suffix}`;
}
