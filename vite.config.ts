import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig, type Plugin } from 'vite';
import remixOptions from './remix.config.js';

/** Modules that must never be in a bundle a browser downloads. Remix guards `.server` files under app/ only. */
const SERVER_ONLY =
  /^(#db\/|#pdf\/|node:|postgres$|drizzle-orm|stripe$|sharp$|pdf-lib$|lucia$|@node-rs\/argon2$|pino$|graphile-worker)/;

function denyServerModules(): Plugin {
  return {
    name: 'palmares:deny-server-modules',
    enforce: 'pre',
    resolveId(source, importer, options) {
      if (!options.ssr && SERVER_ONLY.test(source) && importer && !/\.server\.tsx?$/.test(importer)) {
        // Route modules lose their server exports (and these imports) in a later transform; only what is left counts.
        if (/\/app\/(routes|root)/.test(importer)) return null;
        throw new Error(`${source} must not reach the browser (imported by ${importer})`);
      }
      return null;
    },
  };
}

export default defineConfig({
  plugins: [denyServerModules(), process.env['VITEST'] ? null : remix(remixOptions)],
  build: { target: 'es2022', sourcemap: false },
  ssr: { noExternal: [] },
});
