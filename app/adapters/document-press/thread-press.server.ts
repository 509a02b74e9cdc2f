import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { SealCertificate } from '../pdf-seal/port.ts';
import type { WrappedKey } from '../signer/port.ts';
import type { DocumentPress, PressJob } from './port.ts';

type Made = Awaited<ReturnType<DocumentPress['press']>>;

/** What a thread is asked. Keys travel wrapped. */
export type PressOrder = {
  readonly order: number;
  readonly jobs: readonly PressJob[];
  readonly keys: readonly WrappedKey[];
  readonly certificates: readonly SealCertificate[];
};

/** What it answers. */
export type PressReply =
  | { readonly order: number; readonly made: Made }
  | { readonly order: number; readonly failure: string };

export type ThreadPressOptions = {
  /** The module each thread runs, asked for once; TypeScript is translated as it is loaded. */
  readonly entry: () => Promise<URL>;
  readonly keyEncryptionKey: Uint8Array;
  /** As many as there are cores when absent. */
  readonly threads?: number;
  /** A thread that has not answered an order by then is ended; five minutes when absent. */
  readonly longestMs?: number;
  /** Called for every order, so that a key withdrawn from the store stops at once. */
  readonly loadKey: (kid: string) => Promise<WrappedKey | undefined>;
  readonly loadCertificate: (id: string) => Promise<SealCertificate | undefined>;
};

type Waiting = { readonly resolve: (made: Made) => void; readonly reject: (error: Error) => void };
type Thread = { readonly worker: Worker; readonly waiting: Map<number, Waiting> };

/** Orders per thread: one is made while the next is already there. */
const AHEAD = 2;

/** An order takes well under a second: whoever takes so long hangs, and would hold its run for ever. */
const LONGEST_MS = 5 * 60_000;

/**
 * Makes documents in threads of this process, begun with the first order. A thread that dies or hangs fails the orders it had,
 * and another takes its place at the next.
 */
export function createThreadPress(options: ThreadPressOptions): DocumentPress & { close(): Promise<void> } {
  const most = options.threads ?? availableParallelism();
  const threads = new Set<Thread>();
  let program: Promise<URL> | undefined;
  let orders = 0;

  function leastBusy(entry: URL): Thread {
    const [first] = [...threads].sort((left, right) => left.waiting.size - right.waiting.size);
    if (first && (first.waiting.size === 0 || threads.size >= most)) return first;
    const thread = startThread(entry, options, (gone) => threads.delete(gone));
    threads.add(thread);
    return thread;
  }

  return {
    width: most * AHEAD,
    async press(jobs) {
      const keys = await loadAll(
        jobs.map(({ key }) => key.kid),
        options.loadKey,
      );
      const certificates = await loadAll(
        jobs.map(({ certificateId }) => certificateId),
        options.loadCertificate,
      );
      const order = orders++;
      program ??= options.entry().catch((error: unknown) => {
        program = undefined;
        throw error;
      });
      const thread = leastBusy(await program);
      const deadline = setTimeout(() => void thread.worker.terminate(), options.longestMs ?? LONGEST_MS);
      const made = new Promise<Made>((resolve, reject) => {
        thread.waiting.set(order, { resolve, reject });
        // Held while it works: a process that is asked to end lets the jobs in hand finish.
        thread.worker.ref();
        const wanted: PressOrder = { order, jobs, keys, certificates };
        thread.worker.postMessage(wanted);
      });
      return made.finally(() => clearTimeout(deadline));
    },
    async close() {
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
    },
  };
}

async function loadAll<T>(
  ids: readonly string[],
  load: (id: string) => Promise<T | undefined>,
): Promise<T[]> {
  const found = await Promise.all([...new Set(ids)].map(load));
  // What is not in the store any more is missed by the thread, which says so.
  return found.flatMap((one) => (one === undefined ? [] : [one]));
}

/** Megabytes for what a thread makes and drops, and for what it keeps: its fonts, and lines and cuts of letters. */
const RESOURCES = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 512 };

function startThread(
  entry: URL,
  { keyEncryptionKey }: ThreadPressOptions,
  gone: (thread: Thread) => void,
): Thread {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const execArgv = entry.pathname.endsWith('.ts') ? ['--import', tsx] : [];
  const worker = new Worker(entry, { workerData: { keyEncryptionKey }, execArgv, resourceLimits: RESOURCES });
  const thread: Thread = { worker, waiting: new Map() };
  const fail = (error: Error) => {
    gone(thread);
    for (const { reject } of thread.waiting.values()) reject(error);
    thread.waiting.clear();
  };
  worker.on('message', (reply: PressReply) => {
    const asked = thread.waiting.get(reply.order);
    thread.waiting.delete(reply.order);
    if (thread.waiting.size === 0) worker.unref();
    if ('made' in reply) asked?.resolve(reply.made);
    else asked?.reject(new Error(reply.failure));
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('a thread that makes documents ended')));
  return thread;
}
