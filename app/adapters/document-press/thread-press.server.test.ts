import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemRandom } from '#app/adapters/random/system-random.server.ts';
import { SPECIMEN_IMAGES, SPECIMENS } from '#app/domain/documents/specimens.ts';
import { sampleClaims } from '#app/domain/verification/fixtures/sample-trust.ts';
import { pressDocuments } from '#app/services/documents/press-document.server.ts';
import { loadDocumentAssets } from '#pdf/load-assets.server.ts';
import { renderDocument } from '#pdf/registry.ts';
import { createLocalCertificates } from '../pdf-seal/local-certificates.server.ts';
import { createLocalSeal } from '../pdf-seal/local-seal.server.ts';
import type { SealCertificate } from '../pdf-seal/port.ts';
import { createLocalSigner } from '../signer/local-signer.server.ts';
import type { WrappedKey } from '../signer/port.ts';
import type { PressJob } from './port.ts';
import { createThreadPress } from './thread-press.server.ts';

const keyEncryptionKey = systemRandom.bytes(32);
const keys = new Map<string, WrappedKey>();
const certificates = new Map<string, SealCertificate>();
const loadKey = async (kid: string) => keys.get(kid);
const loadCertificate = async (id: string) => certificates.get(id);
const signer = createLocalSigner(keyEncryptionKey, loadKey);
const press = createThreadPress({
  entry: async () => new URL('../../entrypoints/document-worker.ts', import.meta.url),
  ...{ keyEncryptionKey, threads: 2, loadKey, loadCertificate },
});
let key: PressJob['key'];

beforeAll(async () => {
  const made = await signer.generateKey('EdDSA');
  keys.set(made.kid, made);
  key = made;
  const span = { notBefore: new Date('2027-01-01'), notAfter: new Date('2037-01-01') };
  const certificate = await createLocalCertificates(keyEncryptionKey).selfMade({ name: 'Office', ...span });
  certificates.set('c1', { id: 'c1', ...certificate });
});
afterAll(() => press.close());

function jobOf(kind: 'transcript' | 'receipt', documentId: string): PressJob {
  const { qr: _, ...draft } = SPECIMENS[kind];
  const model = { draft, claims: sampleClaims };
  const sealedAt = new Date('2027-07-01T08:00:00Z');
  return { documentId, model, key, certificateId: 'c1', sealedAt, images: SPECIMEN_IMAGES };
}

test('threads make the same bytes as this process, several orders at a time, each in its order', async () => {
  const orders = Array.from({ length: 5 }, (_, at) => [
    jobOf('transcript', `t${at}`),
    jobOf('receipt', `r${at}`),
  ]);
  const made = await Promise.all(orders.map((jobs) => press.press(jobs)));
  const assets = await loadDocumentAssets();
  const here = await pressDocuments(
    {
      signer,
      pdfSeal: createLocalSeal(keyEncryptionKey, loadCertificate),
      documents: { render: (model, images) => renderDocument(model, { ...assets, images }) },
    },
    orders[0] ?? [],
  );
  const bytesOf = (one: (typeof here)[number] | undefined) => Buffer.from(one && 'pdf' in one ? one.pdf : []);
  expect(bytesOf(here[0]).length).toBeGreaterThan(5_000);
  for (const order of made) {
    expect(order).toHaveLength(2);
    for (const at of [0, 1]) expect(bytesOf(order[at]).equals(bytesOf(here[at]))).toBe(true);
  }
}, 60_000);

test('a key that has left the store fails its order and no other', async () => {
  const gone = { ...jobOf('transcript', 'x'), key: { kid: 'AAAAAAAAAAA', alg: 'EdDSA' as const } };
  const [failed, made] = await Promise.allSettled([
    press.press([gone]),
    press.press([jobOf('receipt', 'y')]),
  ]);
  expect(failed).toMatchObject({ status: 'rejected', reason: { message: 'no signing key AAAAAAAAAAA' } });
  expect(made.status).toBe('fulfilled');
}, 60_000);

test('a page that can’t be drawn is told apart from its neighbours', async () => {
  const job = jobOf('transcript', 'x');
  const images = {};
  const photo = { ...job, model: { ...job.model, draft: { ...job.model.draft, tableNumber: '漢' } }, images };
  const made = await press.press([photo, jobOf('receipt', 'y')]);
  expect(made.map((one) => 'undrawn' in one)).toEqual([true, false]);
}, 60_000);

test.each([
  ['dies', 'process.exit(1)'],
  ['hangs', 'setInterval(() => undefined, 1000)'],
])(
  'a thread that %s fails its order, and nobody waits for ever',
  async (_, program) => {
    const entry = new URL(`data:text/javascript,${encodeURIComponent(program)}`);
    const broken = createThreadPress({
      ...{ entry: async () => entry, keyEncryptionKey, threads: 1, longestMs: 300, loadKey, loadCertificate },
    });
    const order = () => broken.press([jobOf('receipt', 'z')]);
    await expect(order()).rejects.toThrow('a thread that makes documents ended');
    await expect(order()).rejects.toThrow('a thread that makes documents ended');
    await broken.close();
  },
  60_000,
);

test('a program that was not there is looked for again at the next order', async () => {
  let asked = 0;
  const late = createThreadPress({
    entry: async () => {
      asked += 1;
      if (asked === 1) throw new Error('not built yet');
      return new URL('data:text/javascript,process.exit(1)');
    },
    ...{ keyEncryptionKey, threads: 1, loadKey, loadCertificate },
  });
  const order = () => late.press([jobOf('receipt', 'w')]);
  await expect(order()).rejects.toThrow('not built yet');
  await expect(order()).rejects.toThrow('a thread that makes documents ended');
  expect(asked).toBe(2);
  await late.close();
}, 60_000);
