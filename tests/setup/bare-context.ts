import path from 'node:path';
import { sharpImages } from '#app/adapters/images/reencode-photo.server.ts';
import type { MailMessage } from '#app/adapters/mail/port.ts';
import { argon2Passwords } from '#app/adapters/passwords/argon2-passwords.server.ts';
import { createLocalCertificates } from '#app/adapters/pdf-seal/local-certificates.server.ts';
import { createLocalSeal } from '#app/adapters/pdf-seal/local-seal.server.ts';
import { newRsaKey } from '#app/adapters/pdf-seal/self-made.server.ts';
import { qrcodeImages } from '#app/adapters/qr-image/qrcode-images.server.ts';
import { systemRandom } from '#app/adapters/random/system-random.server.ts';
import { createFileResults } from '#app/adapters/results/file-results.server.ts';
import { luciaSessions } from '#app/adapters/sessions/lucia-sessions.server.ts';
import { createLocalSigner } from '#app/adapters/signer/local-signer.server.ts';
import type { SmsMessage } from '#app/adapters/sms/port.ts';
import { fileSpreadsheets } from '#app/adapters/spreadsheet/file-spreadsheets.server.ts';
import { createFileStorage } from '#app/adapters/storage/file-storage.server.ts';
import { noScanner } from '#app/adapters/virus-scan/clamd-scan.server.ts';
import type { Actor } from '#app/domain/access/actor.ts';
import { loadSealCertificate } from '#app/services/certificates/load-seal-certificate.server.ts';
import type { Adapters, Ctx, DocumentRenderer, Settings } from '#app/services/context.ts';
import { pressHere } from '#app/services/documents/press-document.server.ts';
import { loadWrappedKey } from '#app/services/documents/signing-keys.server.ts';
import type { Db } from '#db/client.ts';

export type TestContextOptions = {
  readonly actor?: Actor;
  /** The clock's first moment; it stands still until `advance`. */
  readonly now?: Date;
  /** In place of those below: a payment provider on its fake, a mail server that fails… */
  readonly adapters?: Partial<Adapters>;
  readonly settings?: Partial<Settings>;
  /** 32 bytes; another for each context when left out. */
  readonly keyEncryptionKey?: Uint8Array;
};

export type TestContext = Ctx & {
  /** Where the published results are. */
  readonly resultsDirectory: string;
  /** What was handed to the mail and SMS ports, oldest first. */
  readonly mails: readonly MailMessage[];
  readonly texts: readonly SmsMessage[];
  /** What was logged at `warn` and `error`. */
  readonly complaints: readonly string[];
  advance(by: { minutes?: number; seconds?: number; hours?: number; days?: number }): void;
  /** The same world seen by somebody else. */
  as(actor: Actor): TestContext;
};

export const TEST_NOW = new Date('2027-03-01T08:00:00.000Z');
export const ANONYMOUS: Actor = { kind: 'anonymous' };
export const SYSTEM: Actor = { kind: 'system', name: 'test' };

/**
 * A context on a database: real adapters, mail and SMS kept in memory, a clock that moves when told. Knows no test
 * runner, so that a child process or a benchmark can use it.
 */
export function bareContext(
  database: { readonly db: Db },
  options: TestContextOptions & { readonly storageDirectory: string },
): TestContext {
  let now = options.now ?? TEST_NOW;
  const clock = () => now;
  const mails: MailMessage[] = [];
  const texts: SmsMessage[] = [];
  const complaints: string[] = [];
  const complain = (_fields: Record<string, unknown>, text: string) => void complaints.push(text);
  const resultsDirectory = path.join(options.storageDirectory, 'results');
  const keyEncryptionKey = options.keyEncryptionKey ?? systemRandom.bytes(32);
  const signer = createLocalSigner(keyEncryptionKey, (kid) => loadWrappedKey(database.db, kid));
  const pdfSeal = createLocalSeal(keyEncryptionKey, (id) => loadSealCertificate(database.db, id));
  const ctx: Ctx = {
    db: database.db,
    actor: options.actor ?? SYSTEM,
    clock,
    adapters: {
      certificates: createLocalCertificates(keyEncryptionKey, { newKey: sharedKey }),
      images: sharpImages,
      mail: { send: async (mail) => void mails.push(mail) },
      passwords: argon2Passwords,
      payments: notGiven('payments'),
      pdfReader: notGiven('pdfReader'),
      pdfSeal,
      press: pressHere({ signer, pdfSeal, documents: realDocuments }),
      qrReader: notGiven('qrReader'),
      qrImages: qrcodeImages,
      random: systemRandom,
      results: createFileResults(resultsDirectory),
      sessions: luciaSessions(database.db, clock, { secure: false }),
      signer,
      sms: { send: async (text) => void texts.push(text) },
      storage: createFileStorage(options.storageDirectory),
      spreadsheets: fileSpreadsheets,
      virusScan: noScanner,
      documents: realDocuments,
      ...options.adapters,
    },
    settings: {
      origin: 'https://palmares.example',
      officialHost: 'palmares.example',
      demo: false,
      ...options.settings,
    },
    log: { info: () => undefined, warn: complain, error: complain },
    requestId: 'test',
  };
  const seenBy = (actor: Actor): TestContext => ({
    ...ctx,
    actor,
    resultsDirectory,
    mails,
    texts,
    complaints,
    advance({ days = 0, hours = 0, minutes = 0, seconds = 0 }) {
      now = new Date(now.getTime() + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
    },
    as: seenBy,
  });
  return seenBy(ctx.actor);
}

let madeKey: ReturnType<typeof newRsaKey> | undefined;

/** One RSA key for all the certificates of a test file: making one takes longer than most tests. */
function sharedKey(): ReturnType<typeof newRsaKey> {
  madeKey ??= newRsaKey();
  return madeKey;
}

/** The real templates, loaded with their fonts by the first test that draws. */
const realDocuments: DocumentRenderer = {
  async render(model, images) {
    const { renderDocument } = await import('#pdf/registry.ts');
    const { loadDocumentAssets } = await import('#pdf/load-assets.server.ts');
    return renderDocument(model, { ...(await loadDocumentAssets()), images });
  },
  async specimen(model, images) {
    const { markSpecimen } = await import('#pdf/mark-specimen.ts');
    return markSpecimen(await realDocuments.render(model, images));
  },
  async proofSheets(about, sheets) {
    const { renderProofSheetsV1 } = await import('#pdf/proof-sheet/v1/render.ts');
    const { loadDocumentAssets } = await import('#pdf/load-assets.server.ts');
    return renderProofSheetsV1(about, sheets, await loadDocumentAssets());
  },
  async minutes(model, seal) {
    const { renderMinutesV1 } = await import('#pdf/minutes/v1/render.ts');
    const { loadDocumentAssets } = await import('#pdf/load-assets.server.ts');
    return renderMinutesV1(model, seal, await loadDocumentAssets());
  },
  async scriptLabels(about, pages) {
    const { renderScriptLabelsV1 } = await import('#pdf/script-labels/v1/render.ts');
    const { loadDocumentAssets } = await import('#pdf/load-assets.server.ts');
    return renderScriptLabelsV1(about, pages, await loadDocumentAssets());
  },
  async joined(files, title) {
    const { joinPages } = await import('#pdf/join-pages.ts');
    return joinPages(files, title);
  },
  async bundleSlip(slip) {
    const { renderBundleSlipV1 } = await import('#pdf/bundle-slip/v1/render.ts');
    const { loadDocumentAssets } = await import('#pdf/load-assets.server.ts');
    return renderBundleSlipV1(slip, await loadDocumentAssets());
  },
  async convocationList(list) {
    const { renderConvocationListV1 } = await import('#pdf/convocation-list/v1/render.ts');
    const { loadDocumentAssets } = await import('#pdf/load-assets.server.ts');
    return renderConvocationListV1(list, await loadDocumentAssets());
  },
  async attendanceSheets(book) {
    const { renderAttendanceSheetsV1 } = await import('#pdf/attendance-sheet/v1/render.ts');
    const { loadDocumentAssets } = await import('#pdf/load-assets.server.ts');
    return renderAttendanceSheetsV1(book, await loadDocumentAssets());
  },
  async centreList(list) {
    const { renderCentreListV1 } = await import('#pdf/centre-list/v1/render.ts');
    const { loadDocumentAssets } = await import('#pdf/load-assets.server.ts');
    return renderCentreListV1(list, await loadDocumentAssets());
  },
};

/** A port that the test must give itself: touching it fails with its name. */
function notGiven<T extends object>(port: string): T {
  return new Proxy<T>(Object.create(null), {
    get() {
      throw new Error(`this test uses ${port}: give it in testContext(database, { adapters: { ${port} } })`);
    },
  });
}
