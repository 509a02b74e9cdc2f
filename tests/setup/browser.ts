import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';

const run = promisify(execFile);
const projectDir = path.resolve(import.meta.dirname, '..', '..');

/** A Chromium that was launched and answered, with what Playwright needs to launch it again. */
export type Browser = {
  readonly executablePath: string;
  readonly args: readonly string[];
  /** Variables on top of the process's own. */
  readonly env: Readonly<Record<string, string>>;
  /** Which of the ways below found it. */
  readonly source: string;
};

/** No sandbox because tests run as root in containers; the rest keeps it off the network and quiet. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

type Candidate = { readonly executablePath: string; readonly env?: Readonly<Record<string, string>> };
type Way = { readonly source: string; readonly find: () => Promise<readonly Candidate[]> };

const WAYS: readonly Way[] = [
  { source: 'CHROMIUM_PATH', find: async () => existing([process.env['CHROMIUM_PATH'] ?? '']) },
  { source: 'Playwright’s own browser', find: async () => existing([chromium.executablePath()]) },
  { source: 'the npm package @sparticuz/chromium', find: unpackFromNpm },
  { source: 'the system', find: async () => existing(SYSTEM_BROWSERS) },
  { source: 'apt-get install chromium', find: installFromDebian },
  { source: 'playwright install chromium', find: installFromPlaywright },
];

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Finds a browser, in the order above, and proves each by opening a page before choosing it.
 * @throws when none works, with what each way answered.
 */
export async function findBrowser(log: (message: string) => void): Promise<Browser> {
  const failures: string[] = [];
  for (const way of WAYS) {
    try {
      for (const candidate of await way.find()) {
        const browser: Browser = { ...candidate, args: ARGS, env: candidate.env ?? {}, source: way.source };
        const problem = await tryToOpenPage(browser);
        if (problem === null) {
          log(`Browser: ${browser.executablePath} (from ${way.source})`);
          return browser;
        }
        failures.push(`${way.source}: ${candidate.executablePath} does not open a page: ${problem}`);
      }
    } catch (error) {
      failures.push(`${way.source}: ${firstLines(error)}`);
    }
    if (way.source === 'CHROMIUM_PATH' && process.env['CHROMIUM_PATH'] && failures.length === 0) {
      failures.push(`CHROMIUM_PATH: there is no file ${process.env['CHROMIUM_PATH']}`);
    }
  }
  throw new Error(`No browser for the end-to-end tests. Tried:\n  ${failures.join('\n  ')}`);
}

function existing(paths: readonly string[]): Candidate[] {
  return paths
    .filter((executablePath) => executablePath !== '' && existsSync(executablePath))
    .map((executablePath) => ({ executablePath }));
}

async function tryToOpenPage(browser: Browser): Promise<string | null> {
  try {
    const launched = await chromium.launch({
      executablePath: browser.executablePath,
      args: [...browser.args],
      env: { ...process.env, ...browser.env },
      timeout: 30_000,
    });
    try {
      const page = await launched.newPage();
      await page.goto('about:blank');
      const drawn = await page.evaluate(() => document.createElement('canvas').getContext('2d') !== null);
      return drawn ? null : 'it can’t draw';
    } finally {
      await launched.close();
    }
  } catch (error) {
    return firstLines(error);
  }
}

function firstLines(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n').slice(0, 6).join(' ').trim();
}

/**
 * Unpacks the packaged browser once into `.cache/`, with the libraries (NSS and others) that a bare Debian
 * lacks. The package unpacks to TMPDIR, and those libraries only when it believes it runs on Lambda, so it is
 * asked from a process of its own.
 */
async function unpackFromNpm(): Promise<Candidate[]> {
  if (process.platform !== 'linux') return [];
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const version = await packageVersion(entry);
  const target = path.join(projectDir, '.cache', `chromium-${version}-${process.arch}`);
  if (!existsSync(target)) {
    await mkdir(path.dirname(target), { recursive: true });
    const fresh = await mkdtemp(path.join(path.dirname(target), 'chromium-new-'));
    const unpack = "import c from '@sparticuz/chromium'; await c.executablePath();";
    await run(process.execPath, ['--input-type=module', '--eval', unpack], {
      cwd: projectDir,
      env: { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    });
    await rename(fresh, target).catch(() => rm(fresh, { recursive: true, force: true }));
  }
  const executablePath = path.join(target, 'chromium');
  const fonts: Record<string, string> = existsSync('/etc/fonts/fonts.conf')
    ? {}
    : { FONTCONFIG_PATH: path.join(target, 'fonts') };
  return [
    { executablePath, env: fonts },
    { executablePath, env: { ...fonts, LD_LIBRARY_PATH: path.join(target, 'al2023', 'lib') } },
  ];
}

async function packageVersion(entry: string): Promise<string> {
  for (let directory = path.dirname(entry); directory !== path.dirname(directory); ) {
    const file = path.join(directory, 'package.json');
    const found = existsSync(file) ? /"version":\s*"([^"]+)"/.exec(await readFile(file, 'utf8')) : null;
    if (found?.[1]) return found[1];
    directory = path.dirname(directory);
  }
  return 'unknown';
}

async function installFromDebian(): Promise<Candidate[]> {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return [];
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const aptGet = (...args: string[]) =>
    spawnSync('apt-get', args, {
      env: environment,
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 300_000,
    });
  aptGet('update', '-q');
  aptGet('install', '-yq', '--no-install-recommends', 'chromium');
  return existing(SYSTEM_BROWSERS);
}

async function installFromPlaywright(): Promise<Candidate[]> {
  const cli = path.join(projectDir, 'node_modules', 'playwright', 'cli.js');
  await run(process.execPath, [cli, 'install', 'chromium'], { timeout: 600_000 });
  return existing([chromium.executablePath()]);
}
