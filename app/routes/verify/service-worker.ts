import { VERIFY_SCRIPTS } from '#app/browser/verify/addresses.ts';
import { tokenOf } from '#app/domain/verification/token.ts';
import type { AppLoadContext } from '#app/http/load-context.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import { READER_LOCALES } from '#app/i18n/locale.ts';
import { verifyWords } from '#app/i18n/verify-words.ts';
import publicStyles from '#app/styles/public.css?url';

/**
 * The worker at an address that never changes, before its own file what it is to keep. A browser fetches it again with
 * every visit: a new name of any file, or a new word, makes a new worker and a new cache.
 */
export async function loader({ context }: { context: AppLoadContext }) {
  publicRoute({ context }, 'the worker of pages that are for everyone');
  const { wasm, workerFile, ...scripts } = VERIFY_SCRIPTS;
  const assets = [publicStyles, ...Object.values(scripts)];
  const version = tokenOf(new TextEncoder().encode(JSON.stringify([assets, wasm, workerFile, verifyWords])));
  const files = { version, assets, wasm, languages: READER_LOCALES };
  const text = `self.palmaresFiles=${JSON.stringify(files)};importScripts(${JSON.stringify(workerFile)});\n`;
  return new Response(text, {
    headers: {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'no-cache',
      // Its scope is every address of verification and no other.
      'Service-Worker-Allowed': '/v',
      'Content-Security-Policy': "default-src 'none'; script-src 'self'; connect-src 'self'",
    },
  });
}
