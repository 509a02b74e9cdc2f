import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const CHILD = 'crash-child';
const RUNNER = fileURLToPath(new URL('run-until-killed.ts', import.meta.url));

/**
 * Makes one file of a scenario and all it imports, so that a child starts in a blink: hundreds are started. Returns its
 * path; `remove` takes it away.
 */
export async function buildChild(module: URL): Promise<{ path: string; remove: () => Promise<void> }> {
  const outDir = await mkdtemp(path.join(os.tmpdir(), 'palmares-crash-'));
  const source = `
    import { scenario } from ${JSON.stringify(fileURLToPath(module))};
    import { runUntilKilled } from ${JSON.stringify(RUNNER)};
    await runUntilKilled(scenario);`;
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    plugins: [
      {
        name: CHILD,
        enforce: 'pre',
        resolveId: (id) => (id === CHILD ? `\0${CHILD}` : undefined),
        load: (id) => (id === `\0${CHILD}` ? source : undefined),
      },
    ],
    build: {
      ssr: true,
      outDir,
      minify: false,
      target: 'node24',
      rollupOptions: {
        input: CHILD,
        output: { format: 'es', entryFileNames: 'child.mjs', inlineDynamicImports: true },
      },
    },
  });
  return {
    path: path.join(outDir, 'child.mjs'),
    remove: () => rm(outDir, { recursive: true, force: true }),
  };
}
