import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { PICTURE_LIMITS } from './port.ts';

const LONGEST_WAIT_MS = 12_000;
const textsSchema = z.array(z.string().max(8000)).max(16);

/** JPEG, PNG and WebP by their first bytes; nothing else is given to a decoder. */
export function isPicture(bytes: Uint8Array): boolean {
  const startsWith = (signature: readonly number[], at = 0) =>
    signature.every((byte, index) => bytes[at + index] === byte);
  return (
    startsWith([0xff, 0xd8, 0xff]) ||
    startsWith([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) ||
    (startsWith([0x52, 0x49, 0x46, 0x46]) && startsWith([0x57, 0x45, 0x42, 0x50], 8))
  );
}

/**
 * The codes in an untrusted picture, or `undefined`. It is decoded in a process of its own, so that a file made to
 * crash, inflate or stall a decoder costs that process and not this one.
 */
export async function readPictureGuarded(
  bytes: Uint8Array,
  longestWaitMs = LONGEST_WAIT_MS,
): Promise<readonly string[] | undefined> {
  if (bytes.length > PICTURE_LIMITS.megabytes * 1024 * 1024 || !isPicture(bytes)) return undefined;
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const script = fileURLToPath(new URL('./find-codes-child.ts', import.meta.url));
  const child = spawn(process.execPath, ['--max-old-space-size=256', '--import', tsx, script], {
    // What a decoder says about a damaged picture is no concern of the person asking.
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { NODE_ENV: 'production' },
    timeout: longestWaitMs,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
  // A child killed before it has read everything closes its end first.
  child.stdin.on('error', () => undefined);
  child.stdin.end(bytes);
  const [said, good] = await Promise.all([text(child.stdout), ended]);
  return good ? (textsSchema.nullable().safeParse(JSON.parse(said)).data ?? undefined) : undefined;
}
