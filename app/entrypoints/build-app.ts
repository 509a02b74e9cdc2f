import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { ServerBuild } from '@remix-run/server-runtime';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const OUTPUT = join(ROOT, 'build');
const STAMP = join(OUTPUT, '.stamp');
/** Everything the bundles are made of. Tests are left out: they change nothing in them. */
const SOURCES = [
  'app',
  'db',
  'pdf-templates',
  'public',
  'vite.config.ts',
  'remix.config.js',
  'package-lock.json',
];
const COMPRESSIBLE = new Set(['.js', '.css', '.svg', '.json', '.txt', '.webmanifest', '.wasm']);

async function listFiles(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => undefined);
  if (!entries) return [path];
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function fingerprint(): Promise<string> {
  const lists = await Promise.all(SOURCES.map((source) => listFiles(join(ROOT, source))));
  const files = lists.flat().filter((file) => !/\.test\.tsx?$/.test(file));
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    hash
      .update(`${relative(ROOT, file)}\0`)
      .update(await readFile(file))
      .update('\0');
  }
  return hash.digest('hex');
}

function runVite(quiet: boolean): Promise<void> {
  const cli = join(
    dirname(createRequire(import.meta.url).resolve('@remix-run/dev/package.json')),
    'dist/cli.js',
  );
  const child = spawn(process.execPath, [cli, 'vite:build'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (!quiet) process.stdout.write(chunk);
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the build failed (exit ${code})${quiet ? `\n${output}` : ''}`));
    });
  });
}

/** Smaller copies beside each file, so that the server never compresses the same bytes twice. */
async function precompress(): Promise<void> {
  const brotli = promisify(brotliCompress);
  const zip = promisify(gzip);
  const files = (await listFiles(join(OUTPUT, 'client'))).filter((file) => COMPRESSIBLE.has(extname(file)));
  for (const file of files) {
    const bytes = await readFile(file);
    if (bytes.length < 512) continue;
    await writeFile(
      `${file}.br`,
      await brotli(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    );
    await writeFile(`${file}.gz`, await zip(bytes, { level: 9 }));
  }
}

const DOCUMENT_WORKER = join(OUTPUT, 'worker/document-worker.mjs');

/**
 * The program of the threads that make documents, in one file: translated while it runs, as in development, it takes a
 * third more of the processor.
 */
async function bundleDocumentWorker(): Promise<void> {
  const { build } = await import('vite');
  await build({
    ...{ root: ROOT, configFile: false, logLevel: 'error' },
    build: {
      ...{ outDir: join(OUTPUT, 'worker'), emptyOutDir: true, copyPublicDir: false },
      ...{ target: 'node20', minify: false, ssr: join(ROOT, 'app/entrypoints/document-worker.ts') },
      rollupOptions: { output: { format: 'es', entryFileNames: 'document-worker.mjs' } },
    },
  });
}

/** What the threads that make documents run: the built program, or its source where that is newer. */
export async function findDocumentWorker(): Promise<URL> {
  return (await buildIsFresh())
    ? pathToFileURL(DOCUMENT_WORKER)
    : new URL('./document-worker.ts', import.meta.url);
}

/** Whether build/ was made from the sources as they are now. */
export async function buildIsFresh(): Promise<boolean> {
  const stamp = await readFile(STAMP, 'utf8').catch(() => undefined);
  return stamp !== undefined && stamp === (await fingerprint());
}

/** Builds the browser and server bundles into build/. @throws Error with the output of the build that failed. */
export async function buildApp({ quiet = false }: { quiet?: boolean } = {}): Promise<void> {
  const before = await fingerprint();
  await runVite(quiet);
  await bundleDocumentWorker();
  await precompress();
  await writeFile(STAMP, before);
}

/** The built server, for `startWeb({ build })`. */
export async function loadServerBuild(): Promise<ServerBuild> {
  // React picks its production build by this name when it is first imported.
  process.env.NODE_ENV ??= 'production';
  const loaded: ServerBuild = await import(pathToFileURL(join(OUTPUT, 'server/index.js')).href);
  return loaded;
}

/** Where the built browser files are, for `startWeb({ clientFolder })`. */
export const CLIENT_FOLDER = join(OUTPUT, 'client');
