import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { PdfFacts, SealedPdf } from './port.ts';

const LONGEST_WAIT_MS = 10_000;
const LARGEST_PDF = 16 * 1024 * 1024;

const factsSchema = z.object({ pages: z.int().min(0), encrypted: z.boolean(), active: z.boolean() });

const thumbprint = z.string().length(43);
const sealedSchema = z.object({
  address: z.string().optional(),
  seal: z.discriminatedUnion('state', [
    z.object({ state: z.literal('none') }),
    z.object({ state: z.literal('whole'), thumbprint, signedAt: z.number().nullable() }),
    z.object({ state: z.literal('appended'), thumbprint }),
    z.object({ state: z.literal('broken') }),
  ]),
});

/**
 * The QR text and the seal of an untrusted PDF, or `undefined`. They are read in a process of its own, so that a file
 * made to inflate or recurse without end costs that process and not this one.
 */
export async function readSealedGuarded(
  bytes: Uint8Array,
  longestWaitMs = LONGEST_WAIT_MS,
): Promise<SealedPdf | undefined> {
  const said = await runGuarded('./read-sealed-child.ts', bytes, longestWaitMs);
  return said === undefined ? undefined : sealedSchema.safeParse(JSON.parse(said)).data;
}

/** What an untrusted PDF is, or `undefined`; read as `readSealedGuarded` reads. */
export async function inspectPdfGuarded(
  bytes: Uint8Array,
  longestWaitMs = LONGEST_WAIT_MS,
): Promise<PdfFacts | undefined> {
  const said = await runGuarded('./inspect-pdf-child.ts', bytes, longestWaitMs);
  return said === undefined ? undefined : factsSchema.safeParse(JSON.parse(said)).data;
}

async function runGuarded(
  name: string,
  bytes: Uint8Array,
  longestWaitMs: number,
): Promise<string | undefined> {
  if (bytes.length > LARGEST_PDF) return undefined;
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const script = fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(process.execPath, ['--max-old-space-size=256', '--import', tsx, script], {
    // What the reader says about damaged objects is no concern of the person asking.
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
  return good ? said : undefined;
}
