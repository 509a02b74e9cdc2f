/** What this site's worker uses of the Service Worker API; TypeScript's DOM library leaves a worker's side out. */
export type ExtendableEvent = Event & { waitUntil(work: Promise<unknown>): void };
export type FetchEvent = ExtendableEvent & {
  readonly request: Request;
  respondWith(answer: Promise<Response> | Response): void;
};

export type WorkerScope = {
  readonly caches: CacheStorage;
  readonly location: { readonly origin: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
};

/** Written by the server before the worker's own file. */
export type WorkerFiles = {
  /** Changes with any file: the name of the cache. */
  readonly version: string;
  /** Files whose names hold a hash of their content. */
  readonly assets: readonly string[];
  /** Needed only where the browser reads no QR by itself. */
  readonly wasm: string;
  readonly languages: readonly string[];
};
