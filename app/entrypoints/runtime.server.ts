import { resolve } from 'node:path';
import { pino } from 'pino';
import { systemClock } from '#app/adapters/clock/system-clock.server.ts';
import { sharpImages } from '#app/adapters/images/reencode-photo.server.ts';
import { createSmtpMail } from '#app/adapters/mail/smtp-mail.server.ts';
import { argon2Passwords } from '#app/adapters/passwords/argon2-passwords.server.ts';
import { createPdfReader } from '#app/adapters/pdf-reader/guarded-pdf-reader.server.ts';
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
import type { Adapters, Ctx, Settings } from '#app/services/context.ts';
import { loadWrappedKey } from '#app/services/documents/signing-keys.server.ts';
import { createDatabase } from '#db/client.ts';
import { renderBundleSlipV1 } from '#pdf/bundle-slip/v1/render.ts';
import { renderConvocationListV1 } from '#pdf/convocation-list/v1/render.ts';
import { loadDocumentAssets } from '#pdf/load-assets.server.ts';
import { renderMinutesV1 } from '#pdf/minutes/v1/render.ts';
import { renderProofSheetsV1 } from '#pdf/proof-sheet/v1/render.ts';
import { renderDocument } from '#pdf/registry.ts';
import { renderScriptLabelsV1 } from '#pdf/script-labels/v1/render.ts';
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
  const adapters: Adapters = {
    images: sharpImages,
    mail: createSmtpMail(providers.mail),
    passwords: argon2Passwords,
    payments: Object.fromEntries(paymentProvidersFrom(providers).map((one) => [one.name, one])),
    pdfReader: createPdfReader(),
    qrReader: createQrReader(),
    random: systemRandom,
    results: createFileResults(resultsDirectory),
    sessions: luciaSessions(database.db, systemClock, { secure: settings.origin.startsWith('https:') }),
    signer: createLocalSigner(options.keyEncryptionKey, (kid) => loadWrappedKey(database.db, kid)),
    sms: createHttpSms(providers.sms),
    spreadsheets: fileSpreadsheets,
    storage: createFileStorage(resolve(options.dataDirectory, 'storage')),
    virusScan: providers.clamdAddress ? createClamdScan({ address: providers.clamdAddress }) : noScanner,
    documents: {
      render: (model, images) => renderDocument(model, { ...assets, images }),
      proofSheets: (about, sheets) => renderProofSheetsV1(about, sheets, assets),
      minutes: (model, seal) => renderMinutesV1(model, seal, assets),
      scriptLabels: (about, pages) => renderScriptLabelsV1(about, pages, assets),
      bundleSlip: (slip) => renderBundleSlipV1(slip, assets),
      convocationList: (list) => renderConvocationListV1(list, assets),
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
    close: () => database.close(),
  };
}
