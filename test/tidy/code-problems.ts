import ts from 'typescript';
import { limitsFor, type Limits } from './limits.js';
import { importProblem, placeOf } from './places.js';

/** Names that say where code was put instead of what it is. */
const EMPTY_NAMES = /^(index|utils?|helpers?|common|misc)\.tsx?$/;
const MODULE_MOCKS = new Set(['mock', 'doMock', 'setMock', 'unstable_mockModule']);

interface Subject {
  readonly file: string;
  readonly source: ts.SourceFile;
  readonly limits: Limits;
  readonly isTest: boolean;
}

/** What one source file has that the house rules do not allow, one sentence each, with the line where there is one. */
export function codeProblems(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const isTest = placeOf(file) === 'test' || placeOf(file) === 'bench';
  const subject: Subject = { file, source, limits: limitsFor(file, source), isTest };
  return [...fileProblems(subject), ...descendants(source).flatMap((node) => nodeProblems(subject, node))];
}

function fileProblems({ file, source, limits }: Subject): string[] {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const lines = source.text.trimEnd().split('\n').length;
  return present([
    placeOf(file) === undefined && 'has no place in MAY_IMPORT',
    !/^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d)?\.tsx?$/.test(name) && 'file name is not kebab-case',
    EMPTY_NAMES.test(name) && `file name ${name} does not say what is in it`,
    lines > limits.fileLines && `file has ${lines} lines, more than ${limits.fileLines}`,
  ]);
}

function nodeProblems(subject: Subject, node: ts.Node): string[] {
  const line = subject.source.getLineAndCharacterOfPosition(node.getStart(subject.source)).line + 1;
  return present([
    importProblemOf(subject, node),
    exportProblem(node),
    heritageProblem(node),
    ...functionProblems(subject, node),
    environmentProblem(subject, node),
    mockProblem(node),
  ]).map((problem) => `line ${line}: ${problem}`);
}

function importProblemOf({ file }: Subject, node: ts.Node): string | undefined {
  const specifier = importedBy(node);
  return specifier !== undefined && ts.isStringLiteral(specifier) ? importProblem(file, specifier.text) : undefined;
}

/** The module named by a static import, an export from another file, an `import()` or an `import('…')` type. */
function importedBy(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return node.arguments[0];
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal;
  return undefined;
}

function exportProblem(node: ts.Node): string | undefined {
  if (ts.isExportDeclaration(node) && (node.exportClause === undefined || ts.isNamespaceExport(node.exportClause))) {
    return 'exports * instead of names';
  }
  const isDefault = ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword;
  return isDefault && !ts.isDefaultClause(node.parent) ? 'has a default export' : undefined;
}

function heritageProblem(node: ts.Node): string | undefined {
  if (!ts.isClassLike(node)) return undefined;
  const base = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  const name = base?.expression.getText();
  // React knows what catches errors of a page only as a class.
  const isBoundary = name === 'Component' && ts.isClassDeclaration(node) && node.name?.text === 'ErrorBoundary';
  if (name === undefined || name.endsWith('Error') || isBoundary) return undefined;
  return `class extends ${name}, which is no error`;
}

function functionProblems({ source, limits }: Subject, node: ts.Node): (string | false)[] {
  if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined || isTestBlock(node)) return [];
  const startLine = source.getLineAndCharacterOfPosition(node.getStart(source)).line;
  const lines = source.getLineAndCharacterOfPosition(node.end).line - startLine + 1;
  const parameters = node.parameters.length;
  return [
    lines > limits.functionLines && `function of ${lines} lines, more than ${limits.functionLines}`,
    parameters > limits.parameters && `${parameters} parameters, more than ${limits.parameters}`,
  ];
}

/** A callback that groups tests, such as that of `describe`, is as long as the file. */
function isTestBlock(node: ts.Node): boolean {
  if (!ts.isArrowFunction(node) || !ts.isBlock(node.body)) return false;
  return node.body.statements.some(
    (statement) => ts.isExpressionStatement(statement) && /^(test|describe)\b/.test(statement.expression.getText()),
  );
}

function environmentProblem({ file, isTest }: Subject, node: ts.Node): string | undefined {
  if (isTest || /(^|\/)(config|env|main)\.ts$/.test(file)) return undefined;
  if (ts.isImportSpecifier(node) && (node.propertyName ?? node.name).text === 'env') {
    const from = node.parent.parent.parent.moduleSpecifier;
    return ts.isStringLiteral(from) && /^(node:)?process$/.test(from.text) ? 'imports the environment' : undefined;
  }
  const reads = ts.isPropertyAccessExpression(node) && node.getText() === 'process.env' && !isAssigned(node);
  return reads ? 'reads process.env outside config.ts, env.ts and main.ts' : undefined;
}

/** Whether this is the object in `process.env.NAME = …`: setting a variable for a library is not reading the environment. */
function isAssigned(node: ts.Node): boolean {
  const variable = node.parent;
  const isMember = ts.isPropertyAccessExpression(variable) || ts.isElementAccessExpression(variable);
  if (!isMember || !ts.isBinaryExpression(variable.parent)) return false;
  return variable.parent.left === variable && variable.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

function mockProblem(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression, name } = node.expression;
  return expression.getText() === 'jest' && MODULE_MOCKS.has(name.text)
    ? `jest.${name.text}() mocks a module`
    : undefined;
}

function descendants(node: ts.Node): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (child: ts.Node): void => {
    found.push(child);
    ts.forEachChild(child, visit);
  };
  ts.forEachChild(node, visit);
  return found;
}

function present(problems: readonly (string | false | undefined)[]): string[] {
  return problems.filter((problem) => typeof problem === 'string');
}
