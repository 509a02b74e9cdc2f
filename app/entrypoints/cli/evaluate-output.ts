import { once } from 'node:events';
import { constants } from 'node:fs';
import { access, type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from './usage-error.ts';

const PIECE = 256 * 1024;

/**
 * Where results may be written: said before the marks are read, not after.
 * @throws UsageError for a folder that isn't there or may not be written to, for what is no ordinary file, and
 * for a file that is being read
 */
export async function checkOut(
  out: string | undefined,
  inputs: readonly (string | undefined)[],
): Promise<void> {
  if (out === undefined) return;
  await access(path.dirname(out), constants.W_OK).catch(() => {
    throw new UsageError(`${out} can't be written`);
  });
  const known = await stat(out).catch(() => undefined);
  if (known && !known.isFile()) throw new UsageError(`${out} is not a file`);
  const real = await realpath(out).catch(() => undefined);
  for (const input of inputs)
    if (input !== undefined && real !== undefined && real === (await realpath(input).catch(() => undefined)))
      throw new UsageError(`${out} is a file to read: write somewhere else`);
}

/** Writes to a file, which is there whole or not at all, or to the standard output. */
export async function writeOut(
  out: string | undefined,
  text: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  if (out === undefined) return print(text);
  const partial = `${out}.${process.pid}.partial`;
  try {
    const file = await open(partial, 'wx');
    try {
      await fill(file, text);
    } finally {
      await file.close();
    }
    await rename(partial, out);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function fill(file: FileHandle, text: Iterable<string> | AsyncIterable<string>): Promise<void> {
  for await (const piece of inPieces(text)) await file.writeFile(piece);
  await file.sync();
}

async function* inPieces(text: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  let waiting = '';
  const isFull = (line: string) => {
    waiting += line;
    return waiting.length >= PIECE;
  };
  const full = () => {
    const piece = waiting;
    waiting = '';
    return piece;
  };
  // A million lines awaited one by one would take a second more.
  if (Symbol.iterator in text) {
    for (const line of text) if (isFull(line)) yield full();
  } else {
    for await (const line of text) if (isFull(line)) yield full();
  }
  if (waiting !== '') yield waiting;
}

/** Whoever reads the standard output may go away: that ends the writing with an error, and nothing is thrown about. */
async function print(text: Iterable<string> | AsyncIterable<string>): Promise<void> {
  const gone: Error[] = [];
  const listen = (error: Error) => gone.push(error);
  process.stdout.on('error', listen);
  try {
    for await (const piece of inPieces(text)) {
      if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
      if (gone[0]) throw gone[0];
    }
  } finally {
    process.stdout.off('error', listen);
  }
}
