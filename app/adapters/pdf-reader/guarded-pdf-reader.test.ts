import { expect, test } from 'vitest';
import { createPdfReader } from './guarded-pdf-reader.server.ts';
import { PdfReaderBusyError, type SealedPdf } from './port.ts';

test('a few files at once, some wait in turn, the rest are turned away, and a failure frees its place', async () => {
  const started: number[] = [];
  const ends: (() => void)[] = [];
  const read = (bytes: Uint8Array) =>
    new Promise<SealedPdf>((done, fail) => {
      const name = bytes[0] ?? 0;
      started.push(name);
      ends.push(() =>
        name === 1 ? fail(new Error('broken')) : done({ address: `file ${name}`, seal: { state: 'none' } }),
      );
    });
  const reader = createPdfReader({ atOnce: 2, waiting: 1, read });
  const ask = (name: number) => reader.readSealed(new Uint8Array([name]));
  const [first, second, third] = [ask(1), ask(2), ask(3)];
  await expect(ask(4)).rejects.toBeInstanceOf(PdfReaderBusyError);
  expect(await reader.inspect(new Uint8Array([5]))).toBe('busy');
  expect(started).toEqual([1, 2]);
  ends[0]?.();
  await expect(first).rejects.toThrow('broken');
  await Promise.resolve();
  expect(started).toEqual([1, 2, 3]);
  for (const end of ends) end();
  await expect(Promise.all([second, third])).resolves.toMatchObject([
    { address: 'file 2' },
    { address: 'file 3' },
  ]);
  const last = ask(5);
  ends.at(-1)?.();
  await expect(last).resolves.toMatchObject({ address: 'file 5' });
});
