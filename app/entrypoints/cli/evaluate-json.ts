import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Outcome } from '#app/domain/regulation/trace.ts';
import type { Ranking } from './evaluate-results.ts';

/** Whole outcomes wait in a file of their own until the ranks are known: a million of them don't fit in memory. */
export type JsonSpool = {
  add(id: string, outcome: Outcome): void;
  /** `{"regulation": digest, "results": [...]}`, one candidate a line; and what a competition gives. */
  json(regulation: string, ranking: Ranking): AsyncIterable<string>;
  remove(): void;
};

const PIECE = 256 * 1024;

/** Beside `out`, where there has to be room for the results, or in the system's folder for such files. */
export function openJsonSpool(out: string | undefined): JsonSpool {
  const folder = mkdtempSync(path.join(out === undefined ? os.tmpdir() : path.dirname(out), '.palmares-'));
  const file = path.join(folder, 'results');
  const handle = openSync(file, 'wx');
  let waiting = '';
  const write = () => {
    const bytes = Buffer.from(waiting);
    waiting = '';
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
  };
  return {
    add(id, outcome) {
      waiting += `${JSON.stringify({ id, ...outcome })}\n`;
      if (waiting.length >= PIECE) write();
    },
    async *json(regulation, { of: rankOf, allocation }) {
      write();
      yield `{"regulation":${JSON.stringify(regulation)},"results":[`;
      let index = 0;
      for await (const line of createInterface({ input: createReadStream(file) })) {
        yield `${index === 0 ? '' : ','}\n${line.slice(0, -1)},"rank":${rankOf(index)}}`;
        index += 1;
      }
      const more = allocation ? `,\n"competition":${JSON.stringify(allocation)}` : '';
      yield `\n]${more}}\n`;
    },
    remove() {
      closeSync(handle);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
