import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import type { Outcome } from '#app/domain/regulation/trace.ts';
import type { Ranking } from './evaluate-results.ts';

/** Whole outcomes wait in a file of their own until the ranks are known: a million of them don't fit in memory. */
export type JsonSpool = {
  add(id: string, outcome: Outcome): void;
  /** To be awaited now and then, so that the file keeps up. */
  settle(): Promise<void>;
  /** `{"regulation": digest, "results": [...]}`, one candidate a line; and what a competition gives. */
  json(regulation: string, ranking: Ranking): AsyncIterable<string>;
  remove(): Promise<void>;
};

/** Beside `out`, where there has to be room for the results, or in the system's folder for such files. */
export async function openJsonSpool(out: string | undefined): Promise<JsonSpool> {
  const folder = await mkdtemp(path.join(out === undefined ? os.tmpdir() : path.dirname(out), '.palmares-'));
  const file = path.join(folder, 'results');
  const stream = createWriteStream(file);
  let full = false;
  return {
    add(id, outcome) {
      full = !stream.write(`${JSON.stringify({ id, ...outcome })}\n`);
    },
    async settle() {
      if (full) await once(stream, 'drain');
      full = false;
    },
    async *json(regulation, { of: rankOf, allocation }) {
      stream.end();
      await finished(stream);
      yield `{"regulation":${JSON.stringify(regulation)},"results":[`;
      let index = 0;
      for await (const line of createInterface({ input: createReadStream(file) })) {
        yield `${index === 0 ? '' : ','}\n${line.slice(0, -1)},"rank":${rankOf(index)}}`;
        index += 1;
      }
      const more = allocation ? `,\n"competition":${JSON.stringify(allocation)}` : '';
      yield `\n]${more}}\n`;
    },
    async remove() {
      stream.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
