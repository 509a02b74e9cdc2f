import ts from 'typescript';
import type { Source } from './read-source.ts';

type RouteEntry = { readonly file: string; readonly children?: readonly RouteEntry[] | undefined };

/** Paths of route modules in the table, from the project's root. */
export function listRouteFiles(table: readonly RouteEntry[]): string[] {
  return table.flatMap(({ file, children }) => [
    `app/${file.replace(/^\.\//, '')}`,
    ...listRouteFiles(children ?? []),
  ]);
}

export function compareRoutes(listed: readonly string[], present: readonly string[]): string[] {
  return [
    ...present.filter((file) => !listed.includes(file)).map((file) => `${file} is not in app/routes.ts`),
    ...listed
      .filter((file) => !present.includes(file))
      .map((file) => `app/routes.ts names ${file}, which is absent`),
  ];
}

const GUARDS = ['requireActor', 'publicRoute'];

/** Loaders and actions that do anything before they say who may call them. */
export function findUnguardedHandlers(sources: readonly Source[]): string[] {
  return sources.flatMap((source) =>
    handlersOf(source.tree)
      .filter(({ first }) => !first || !callsGuard(first))
      .map(({ name }) => `${source.path}: ${name} does not begin with requireActor or publicRoute`),
  );
}

type Handler = { readonly name: string; readonly first: ts.Node | undefined };

function handlersOf(tree: ts.SourceFile): Handler[] {
  return tree.statements.flatMap((statement): Handler[] => {
    if (
      ts.isExportDeclaration(statement) &&
      statement.exportClause &&
      ts.isNamedExports(statement.exportClause)
    ) {
      // Exported from afar, or under another name: what it begins with can't be read here.
      return statement.exportClause.elements
        .filter((element) => isHandlerName(element.name.text))
        .map((element) => ({ name: element.name.text, first: undefined }));
    }
    if (!ts.canHaveModifiers(statement)) return [];
    if (!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isFunctionDeclaration(statement) && statement.name && isHandlerName(statement.name.text)) {
      return [{ name: statement.name.text, first: statement.body?.statements[0] }];
    }
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations
      .filter((declaration) => ts.isIdentifier(declaration.name) && isHandlerName(declaration.name.text))
      .map((declaration) => ({ name: declaration.name.getText(), first: firstOf(declaration.initializer) }));
  });
}

function isHandlerName(name: string): boolean {
  return name === 'loader' || name === 'action';
}

function firstOf(value: ts.Expression | undefined): ts.Node | undefined {
  if (!value || !(ts.isArrowFunction(value) || ts.isFunctionExpression(value))) return undefined;
  return ts.isBlock(value.body) ? value.body.statements[0] : value.body;
}

/** The statement itself, or the first value it declares, is the call; `await` may stand before it. */
function callsGuard(node: ts.Node): boolean {
  if (ts.isVariableStatement(node)) {
    const initializer = node.declarationList.declarations[0]?.initializer;
    return !!initializer && callsGuard(initializer);
  }
  if (ts.isExpressionStatement(node) || ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node)) {
    return callsGuard(node.expression);
  }
  if (ts.isPropertyAccessExpression(node)) return callsGuard(node.expression);
  return (
    ts.isCallExpression(node) && ts.isIdentifier(node.expression) && GUARDS.includes(node.expression.text)
  );
}
