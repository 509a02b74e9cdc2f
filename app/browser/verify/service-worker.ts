import { type Asked, chooseAnswer } from './choose-answer.ts';
import type { WorkerFiles, WorkerScope } from './worker-scope.ts';

/**
 * Answers for the verification pages without a network, and stays out of everything else: its scope is `/v`. The lists
 * are no business of its own: the pages keep those they have proven, and never one they have not.
 */
declare const self: WorkerScope & { readonly palmaresFiles: WorkerFiles; readonly BarcodeDetector?: unknown };

const { version, assets, wasm, languages } = self.palmaresFiles;
const CACHE = `palmares-verify-${version}`;
const PAGES = ['/verify', '/verify/hors-connexion'];

const pageIn = (path: string, language: string) => `${path}?lang=${language}`;

async function fill(): Promise<void> {
  const cache = await self.caches.open(CACHE);
  const pages = PAGES.flatMap((path) => languages.map((language) => pageIn(path, language)));
  const files = self.BarcodeDetector === undefined ? [...assets, wasm] : assets;
  // Without credentials: what is kept for everyone who uses this device must be nobody's own page.
  const requests = [...pages, ...files].map((path) => new Request(path, { credentials: 'omit' }));
  await cache.addAll(requests);
}

async function sweep(): Promise<void> {
  const names = await self.caches.keys();
  const old = names.filter((name) => name.startsWith('palmares-verify-') && name !== CACHE);
  await Promise.all(old.map((name) => self.caches.delete(name)));
  await self.clients.claim();
}

const kept = async (path: string) => (await self.caches.open(CACHE)).match(path);

async function answer(request: Request, asked: Asked): Promise<Response> {
  if (asked.how === 'kept-first') return (await kept(asked.path)) ?? fetch(request);
  try {
    return await fetch(request);
  } catch (error) {
    if (asked.how === 'elsewhere') return Response.redirect(asked.path, 303);
    const page = await kept(asked.path);
    if (page) return page;
    throw error;
  }
}

self.addEventListener('install', (event) => event.waitUntil(fill().then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(sweep()));
self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const about = { method, navigates: mode === 'navigate', url };
  const asked = chooseAnswer(about, { origin: self.location.origin, languages, files: [...assets, wasm] });
  if (asked) event.respondWith(answer(event.request, asked));
});
