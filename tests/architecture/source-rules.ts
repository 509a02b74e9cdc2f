import { areaOf } from './import-rules.ts';
import { isTest, type Source } from './read-source.ts';

export const WARN_LINES = 300;
export const FAIL_LINES = 400;

/** Tables of columns, of demonstration data and of sentences are as long as what they list. */
const LENGTH_EXEMPT = /^(db\/schema|db\/seed|app\/i18n\/(fr|en))\//;

export function findLongFiles(sources: readonly Source[], limit: number): string[] {
  return sources
    .filter(({ path, lines }) => lines > limit && !LENGTH_EXEMPT.test(path))
    .map(({ path, lines }) => `${path} has ${lines} lines`);
}

export function findBarrels(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path, onlyReexports }) => /\/index\.tsx?$/.test(path) || onlyReexports)
    .map(({ path }) => `${path} is a barrel`);
}

const KEBAB_PATH = /^([a-z0-9]+(-[a-z0-9]+)*\/)+[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.tsx?$/;

export function findBadNames(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path }) => !KEBAB_PATH.test(path) || /(^|\/)(utils?|helpers?|misc)\.tsx?$/.test(path))
    .map(({ path }) => `${path}: names are kebab-case and say what is inside`);
}

/** What Remix, Vitest and Playwright load by its default export. */
const DEFAULT_EXPORT_ALLOWED =
  /^(app\/(routes\/.*|root\.tsx|routes\.ts|entry\.[a-z]+\.tsx)|tests\/setup\/(global-database|tally-reporter)\.ts|tests\/e2e\/start-installation\.ts)$/;

export function findDefaultExports(sources: readonly Source[]): string[] {
  return sources
    .filter(
      ({ path, exportsDefault }) =>
        exportsDefault && !DEFAULT_EXPORT_ALLOWED.test(path) && !path.endsWith('.d.ts'),
    )
    .map(({ path }) => `${path} has a default export`);
}

const OUTSIDE_WORLD = ['adapters', 'tests', 'fakes', 'tools'];
/** How long a request took is measured where it is served. */
const STOPWATCH_ALLOWED = ['entrypoints', 'http'];

/** The clock and chance come in through ports, so that everything else can be replayed. */
export function findImpurities(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, impurities }) => {
    const area = areaOf(path);
    if (area === null || OUTSIDE_WORLD.includes(area)) return [];
    return impurities
      .filter((impurity) => impurity !== 'performance.now' || !STOPWATCH_ALLOWED.includes(area))
      .map((impurity) => `${path} calls ${impurity}`);
  });
}

/** `readEnv` checks it; an entry point may pass it on. */
const ENVIRONMENT_ALLOWED = /^app\/(env\.server\.ts$|entrypoints\/)/;

export function findEnvironmentReaders(sources: readonly Source[]): string[] {
  return sources
    .filter(
      ({ path, readsEnvironment }) => readsEnvironment && !isTest(path) && !ENVIRONMENT_ALLOWED.test(path),
    )
    .map(({ path }) => `${path} reads process.env`);
}

const CODE_TABLE_FILES = ['db/schema/anonymity.ts', 'app/services/anonymity/code-table.server.ts'];

/** The table that ties codes to candidates: its name, in TypeScript or SQL, and its whole module. */
export function findCodeTableReaders(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path }) => !isTest(path) && !CODE_TABLE_FILES.includes(path))
    .filter(
      ({ identifiers, strings, imports }) =>
        identifiers.has('codeTable') ||
        strings.some((text) => /\bcode_table\b/.test(text)) ||
        imports.some(({ specifier, whole }) => whole && /(^|\/)schema\/anonymity\.ts$/.test(specifier)),
    )
    .map(({ path }) => `${path} names the table that ties codes to candidates`);
}
