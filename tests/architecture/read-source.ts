import { readFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';

export type Import = {
  readonly specifier: string;
  /** Erased when compiled: `import type`, `export type … from`, or only `type` names. */
  readonly typeOnly: boolean;
  /** `import * as`, `export *` or a dynamic import: every name of the module. */
  readonly whole: boolean;
};

/** What the rules need to know of one file; `path` is from the project's root, with forward slashes. */
export type Source = {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly identifiers: ReadonlySet<string>;
  readonly strings: readonly string[];
  /** Calls and readings that make code depend on more than its arguments, such as `Date.now`. */
  readonly impurities: readonly string[];
  readonly readsEnvironment: boolean;
  readonly exportsDefault: boolean;
  /** Nothing in it but `export … from`. */
  readonly onlyReexports: boolean;
  readonly tree: ts.SourceFile;
};

export const projectDir = path.resolve(import.meta.dirname, '..', '..');

let project: Promise<Source[]> | null = null;

/** Every TypeScript file of the project, read once per test file. */
export function readProject(): Promise<Source[]> {
  project ??= Promise.all(
    listFiles().map(async (file) => readSource(file, await readFile(path.join(projectDir, file), 'utf8'))),
  );
  return project;
}

function listFiles(): string[] {
  return ts.sys
    .readDirectory(projectDir, ['.ts', '.tsx'], ['node_modules', 'build', '.data', '.cache'], [])
    .map((file) => path.relative(projectDir, file).split(path.sep).join('/'))
    .filter((file) => /^(app|db|pdf-templates|tests)\//.test(file));
}

export function isTest(file: string): boolean {
  return file.startsWith('tests/') || /\.test\.tsx?$/.test(file);
}

/** Reads one file's facts; the text may be a violation made up by a rule's own test. */
export function readSource(file: string, text: string): Source {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const imports: Import[] = [];
  const identifiers = new Set<string>();
  const strings: string[] = [];
  const impurities: string[] = [];
  let readsEnvironment = false;
  const visit = (node: ts.Node): void => {
    const imported = readImport(node);
    if (imported) imports.push(imported);
    if (ts.isIdentifier(node)) identifiers.add(node.text);
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) strings.push(node.text);
    const impurity = readImpurity(node);
    if (impurity) impurities.push(impurity);
    if (ts.isPropertyAccessExpression(node) && node.getText(tree) === 'process.env') readsEnvironment = true;
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return {
    path: file,
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports,
    identifiers,
    strings,
    impurities,
    readsEnvironment,
    exportsDefault: tree.statements.some(isDefaultExport),
    onlyReexports:
      tree.statements.length > 0 &&
      tree.statements.every(
        (statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined,
      ),
    tree,
  };
}

function readImport(node: ts.Node): Import | null {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const clause = node.importClause;
    const bindings = clause?.namedBindings;
    const named = bindings && ts.isNamedImports(bindings) ? bindings.elements : null;
    const allTypes =
      !clause?.name && !!named && named.length > 0 && named.every((element) => element.isTypeOnly);
    return {
      specifier: node.moduleSpecifier.text,
      typeOnly: !!clause?.isTypeOnly || allTypes,
      whole: !!bindings && ts.isNamespaceImport(bindings),
    };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, typeOnly: node.isTypeOnly, whole: !node.exportClause };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments;
    if (argument && ts.isStringLiteralLike(argument)) {
      return { specifier: argument.text, typeOnly: false, whole: true };
    }
  }
  if (
    ts.isImportTypeNode(node) &&
    ts.isLiteralTypeNode(node.argument) &&
    ts.isStringLiteral(node.argument.literal)
  ) {
    return { specifier: node.argument.literal.text, typeOnly: true, whole: false };
  }
  return null;
}

const IMPURE_CALLS = new Set([
  'Date.now',
  'Math.random',
  'performance.now',
  'crypto.randomUUID',
  'crypto.getRandomValues',
  'globalThis.crypto.randomUUID',
  'globalThis.crypto.getRandomValues',
]);

function readImpurity(node: ts.Node): string | null {
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
    return 'new Date()';
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date()';
  if (ts.isPropertyAccessExpression(node) && IMPURE_CALLS.has(node.getText())) return node.getText();
  return null;
}

function isDefaultExport(statement: ts.Statement): boolean {
  if (ts.isExportAssignment(statement)) return true;
  if (
    ts.isExportDeclaration(statement) &&
    statement.exportClause &&
    ts.isNamedExports(statement.exportClause)
  ) {
    return statement.exportClause.elements.some((element) => element.name.text === 'default');
  }
  return (
    ts.canHaveModifiers(statement) &&
    !!ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword)
  );
}
