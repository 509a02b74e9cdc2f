import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import type { PressOrder, PressReply } from '#app/adapters/document-press/thread-press.server.ts';
import { createLocalSeal } from '#app/adapters/pdf-seal/local-seal.server.ts';
import type { SealCertificate } from '#app/adapters/pdf-seal/port.ts';
import { createLocalSigner } from '#app/adapters/signer/local-signer.server.ts';
import type { WrappedKey } from '#app/adapters/signer/port.ts';
import { pressDocuments } from '#app/services/documents/press-document.server.ts';
import { loadDocumentAssets } from '#pdf/load-assets.server.ts';
import { renderDocument } from '#pdf/registry.ts';

/** One thread of the press: it knows no database, opens wrapped keys in its own memory, and answers order after order. */
const { keyEncryptionKey } = z.object({ keyEncryptionKey: z.instanceof(Uint8Array) }).parse(workerData);
const keys = new Map<string, WrappedKey>();
const certificates = new Map<string, SealCertificate>();
const assets = await loadDocumentAssets();
const tools = {
  signer: createLocalSigner(keyEncryptionKey, async (kid) => keys.get(kid)),
  pdfSeal: createLocalSeal(keyEncryptionKey, async (id) => certificates.get(id)),
  documents: {
    render: (model: Parameters<typeof renderDocument>[0], images: Readonly<Record<string, Uint8Array>>) =>
      renderDocument(model, { ...assets, images }),
  },
};

async function answer(asked: PressOrder): Promise<void> {
  keys.clear();
  certificates.clear();
  for (const key of asked.keys) keys.set(key.kid, key);
  for (const certificate of asked.certificates) certificates.set(certificate.id, certificate);
  const { order } = asked;
  try {
    const made = await pressDocuments(tools, asked.jobs);
    const reply: PressReply = { order, made };
    const pages = made.flatMap((one) => ('pdf' in one && isWhole(one.pdf) ? [one.pdf.buffer] : []));
    parentPort?.postMessage(reply, pages);
  } catch (error) {
    const reply: PressReply = { order, failure: error instanceof Error ? error.message : String(error) };
    parentPort?.postMessage(reply);
  }
}

/** Bytes that have a buffer of their own are handed over; a part of a shared one is copied. */
function isWhole(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength;
}

let last = Promise.resolve();
// One after the other: an order's keys are those of that order alone.
parentPort?.on('message', (asked: PressOrder) => {
  last = last.then(() => answer(asked));
});
