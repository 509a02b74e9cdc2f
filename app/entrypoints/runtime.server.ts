import { resolve } from 'node:path';
import { pino } from 'pino';
import { systemClock } from '#app/adapters/clock/system-clock.server.ts';
import { createThreadPress } from '#app/adapters/document-press/thread-press.server.ts';
import { sharpImages } from '#app/adapters/images/reencode-photo.server.ts';
import { createSmtpMail } from '#app/adapters/mail/smtp-mail.server.ts';
import { argon2Passwords } from '#app/adapters/passwords/argon2-passwords.server.ts';
import { createPdfReader } from '#app/adapters/pdf-reader/guarded-pdf-reader.server.ts';
import { createLocalCertificates } from '#app/adapters/pdf-seal/local-certificates.server.ts';
import { createLocalSeal } from '#app/adapters/pdf-seal/local-seal.server.ts';
import { qrcodeImages } from '#app/adapters/qr-image/qrcode-images.server.ts';
import { createQrReader } from '#app/adapters/qr-reader/zxing-qr-reader.server.ts';
import { systemRandom } from '#app/adapters/random/system-random.server.ts';
import { createFileResults } from '#app/adapters/results/file-results.server.ts';
import { luciaSessions } from '#app/adapters/sessions/lucia-sessions.server.ts';
import { createLocalSigner } from '#app/adapters/signer/local-signer.server.ts';
import { createHttpSms } from '#app/adapters/sms/http-sms.server.ts';
import { fileSpreadsheets } from '#app/adapters/spreadsheet/file-spreadsheets.server.ts';
import { createFileStorage } from '#app/adapters/storage/file-storage.server.ts';
import { createClamdScan, noScanner } from '#app/adapters/virus-scan/clamd-scan.server.ts';
import type { Actor } from '#app/domain/access/actor.ts';
import type { DocumentOffice } from '#app/domain/documents/model.ts';
import { loadSealCertificate } from '#app/services/certificates/load-seal-certificate.server.ts';
import type { Adapters, Ctx, Settings } from '#app/services/context.ts';
import { loadArms } from '#app/services/documents/load-model-images.server.ts';
import { loadWrappedKey } from '#app/services/documents/signing-keys.server.ts';
import { createDatabase } from '#db/client.ts';
import { renderAttendanceSheetsV1 } from '#pdf/attendance-sheet/v1/render.ts';
import { renderBundleSlipV1 } from '#pdf/bundle-slip/v1/render.ts';
import { renderCentreListV1 } from '#pdf/centre-list/v1/render.ts';
import { renderConvocationListV1 } from '#pdf/convocation-list/v1/render.ts';
import { joinPages } from '#pdf/join-pages.ts';
import { loadDocumentAssets } from '#pdf/load-assets.server.ts';
import { markSpecimen } from '#pdf/mark-specimen.ts';
import { renderMinutesV1 } from '#pdf/minutes/v1/render.ts';
import { renderProofSheetsV1 } from '#pdf/proof-sheet/v1/render.ts';
import { renderDocument } from '#pdf/registry.ts';
import { renderScriptLabelsV1 } from '#pdf/script-labels/v1/render.ts';
import { findDocumentWorker } from './build-app.ts';
import { loggedError } from './logged-error.ts';
import { paymentProvidersFrom } from './payment-providers.ts';

/** Where the outside world is. In production the environment names it; in a demonstration the fakes do. */
export type Providers = {
  readonly stripe: {
    apiKey: string;
    webhookSecret: string;
    host?: string;
    port?: number;
    protocol?: 'http' | 'https';
  };
  /** Mobile money, where the office takes it. */
  readonly fedapay?: { apiKey: string; webhookSecret: string; baseUrl: string };
  readonly mail: { url: string; from: string };
  readonly sms: { url: string; token: string };
  /** Where clamd listens; without it nothing is scanned, and every paper says so. */
  readonly clamdAddress?: string;
};

export type RuntimeOptions = {
  readonly databaseUrl: string;
  readonly dataDirectory: string;
  readonly keyEncryptionKey: Uint8Array;
  readonly settings: Settings;
  readonly providers: Providers;
  readonly logLevel: string;
  readonly poolSize?: number;
};

export type Runtime = {
  readonly databaseUrl: string;
  /** Where the published results are. */
  readonly resultsDirectory: string;
  readonly settings: Settings;
  readonly log: Ctx['log'];
  contextFor(actor: Actor, requestId: string): Ctx;
  close(): Promise<void>;
};

/** Puts the real adapters behind the ports, once per process. */
export async function createRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { settings, providers } = options;
  const log = pino({
    level: options.logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: loggedError },
  });
  const database = createDatabase(options.databaseUrl, { max: options.poolSize ?? 10 });
  const assets = await loadDocumentAssets();
  const resultsDirectory = resolve(options.dataDirectory, 'results');
  const storage = createFileStorage(resolve(options.dataDirectory, 'storage'));
  const dressed = async ({ office }: { readonly office: DocumentOffice }) => ({
    ...assets,
    images: await loadArms({ adapters: { storage } }, office),
  });
  const press = createThreadPress({
    entry: findDocumentWorker,
    keyEncryptionKey: options.keyEncryptionKey,
    loadKey: (kid) => loadWrappedKey(database.db, kid),
    loadCertificate: (id) => loadSealCertificate(database.db, id),
  });
  const adapters: Adapters = {
    certificates: createLocalCertificates(options.keyEncryptionKey),
    images: sharpImages,
    mail: createSmtpMail(providers.mail),
    passwords: argon2Passwords,
    payments: Object.fromEntries(paymentProvidersFrom(providers).map((one) => [one.name, one])),
    pdfReader: createPdfReader(),
    pdfSeal: createLocalSeal(options.keyEncryptionKey, (id) => loadSealCertificate(database.db, id)),
    press,
    qrReader: createQrReader(),
    qrImages: qrcodeImages,
    random: systemRandom,
    results: createFileResults(resultsDirectory),
    sessions: luciaSessions(database.db, systemClock, { secure: settings.origin.startsWith('https:') }),
    signer: createLocalSigner(options.keyEncryptionKey, (kid) => loadWrappedKey(database.db, kid)),
    sms: createHttpSms(providers.sms),
    spreadsheets: fileSpreadsheets,
    storage,
    virusScan: providers.clamdAddress ? createClamdScan({ address: providers.clamdAddress }) : noScanner,
    documents: {
      render: (model, images) => renderDocument(model, { ...assets, images }),
      specimen: async (model, images) => markSpecimen(await renderDocument(model, { ...assets, images })),
      proofSheets: async (about, sheets) => renderProofSheetsV1(about, sheets, await dressed(about)),
      minutes: async (model, seal) => renderMinutesV1(model, seal, await dressed(model)),
      scriptLabels: async (about, pages) => renderScriptLabelsV1(about, pages, await dressed(about)),
      joined: joinPages,
      bundleSlip: async (slip) => renderBundleSlipV1(slip, await dressed(slip)),
      convocationList: async (list) => renderConvocationListV1(list, await dressed(list)),
      attendanceSheets: async (book) => renderAttendanceSheetsV1(book, await dressed(book)),
      centreList: async (list) => renderCentreListV1(list, await dressed(list)),
    },
  };
  return {
    databaseUrl: options.databaseUrl,
    resultsDirectory,
    settings,
    log,
    contextFor: (actor, requestId) => ({
      db: database.db,
      actor,
      clock: systemClock,
      adapters,
      settings,
      log,
      requestId,
    }),
    close: async () => {
      await press.close();
      await database.close();
    },
  };
}
