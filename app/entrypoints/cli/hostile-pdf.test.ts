import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { extractPdfAddress } from '#app/adapters/pdf-reader/extract-pdf-address.ts';
import { run } from './verify.ts';

/** Outside cases lie beside the repository, and only on some machines. */
const CASES = resolve('..', 'shared', 'cases', 'hostile', 'pdf');
const present = existsSync(CASES);
const files = present ? readdirSync(CASES).filter((name) => name.endsWith('.pdf')) : [];

describe.skipIf(!present)(
  present ? 'hostile PDFs' : 'hostile PDFs (skipped: no ../shared/cases here)',
  () => {
    it('are there', () => {
      expect(files.length).toBeGreaterThan(50);
    });

    it('carry no address, and neither crash nor hang the reader', async () => {
      const warn = vi.spyOn(console, 'warn').mockReturnValue();
      const started = performance.now();
      for (const name of files) {
        const bytes = readFileSync(resolve(CASES, name));
        expect([name, await extractPdfAddress(bytes)]).toEqual([name, undefined]);
        expect(await extractPdfAddress(bytes.subarray(0, bytes.length >> 1))).toBeUndefined();
      }
      expect(performance.now() - started).toBeLessThan(20_000);
      warn.mockRestore();
    });

    it('are unreadable from the command line', async () => {
      const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
      const codes: number[] = [];
      for (const name of files.filter((_, index) => index % 15 === 0))
        codes.push(await run([resolve(CASES, name), '--json']));
      const answers = out.mock.calls.map(([chunk]) => JSON.parse(String(chunk)));
      out.mockRestore();
      expect(new Set(codes)).toEqual(new Set([2]));
      expect(answers).toEqual(codes.map(() => ({ verdict: 'unreadable', reason: 'qr.no-payload' })));
    });
  },
);
