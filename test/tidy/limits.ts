import ts from 'typescript';

/** How large the parts of a file may be. */
export interface Limits {
  readonly fileLines: number;
  readonly functionLines: number;
  readonly parameters: number;
}

/** What is aimed at is less: 50 lines a function, 3 parameters. */
const USUAL: Limits = { fileLines: 300, functionLines: 70, parameters: 4 };

interface Allowance extends Partial<Limits> {
  readonly why: string;
  readonly applies: (file: string, source: ts.SourceFile) => boolean;
}

/** Every exception from the usual limits stands here; the first row that applies counts. */
const ALLOWANCES: readonly Allowance[] = [
  {
    why: 'a migration is a list of tables and columns, read once and never changed',
    applies: (file) => /(^|\/)migrations\//.test(file),
    fileLines: 800,
    functionLines: 500,
  },
  {
    why: 'a file without a function is a table of data: it is looked up, not followed',
    applies: (_file, source) => !hasFunctionBody(source),
    fileLines: 1000,
  },
];

/** The limits that count for one file. */
export function limitsFor(file: string, source: ts.SourceFile): Limits {
  return { ...USUAL, ...ALLOWANCES.find(({ applies }) => applies(file, source)) };
}

function hasFunctionBody(node: ts.Node): boolean {
  if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) return true;
  return ts.forEachChild(node, (child) => hasFunctionBody(child) || undefined) ?? false;
}
