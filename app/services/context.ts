import type { DocumentPress } from '#app/adapters/document-press/port.ts';
import type { ImagePort } from '#app/adapters/images/port.ts';
import type { MailPort } from '#app/adapters/mail/port.ts';
import type { PasswordPort } from '#app/adapters/passwords/port.ts';
import type { PaymentProviders } from '#app/adapters/payments/port.ts';
import type { PdfReaderPort } from '#app/adapters/pdf-reader/port.ts';
import type { CertificatePort } from '#app/adapters/pdf-seal/certificate-port.ts';
import type { PdfSealPort } from '#app/adapters/pdf-seal/port.ts';
import type { QrImagePort } from '#app/adapters/qr-image/port.ts';
import type { QrReaderPort } from '#app/adapters/qr-reader/port.ts';
import type { RandomPort } from '#app/adapters/random/port.ts';
import type { ResultFiles } from '#app/adapters/results/port.ts';
import type { SessionPort } from '#app/adapters/sessions/port.ts';
import type { SignerPort } from '#app/adapters/signer/port.ts';
import type { SmsPort } from '#app/adapters/sms/port.ts';
import type { SpreadsheetPort } from '#app/adapters/spreadsheet/port.ts';
import type { StoragePort } from '#app/adapters/storage/port.ts';
import type { VirusScanPort } from '#app/adapters/virus-scan/port.ts';
import type { Actor } from '#app/domain/access/actor.ts';
import type { BundleSlip, LabelBook, LabelPage } from '#app/domain/anonymity/label-sheet.ts';
import type { Minutes, MinutesSeal } from '#app/domain/deliberation/minutes.ts';
import type { AttendanceBook, CentreList } from '#app/domain/documents/centre-lists.ts';
import type { ConvocationList } from '#app/domain/documents/convocation-list.ts';
import type { DocumentModel } from '#app/domain/documents/model.ts';
import type { ProofBook, ProofSheet } from '#app/domain/documents/proof-sheet.ts';
import type { Db } from '#db/client.ts';

export type Logger = {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
};

/** Everything outside the database that a use case may call. Each is a port; entry points choose what is behind it. */
export type Adapters = {
  readonly certificates: CertificatePort;
  readonly images: ImagePort;
  readonly mail: MailPort;
  readonly passwords: PasswordPort;
  readonly payments: PaymentProviders;
  readonly pdfReader: PdfReaderPort;
  readonly pdfSeal: PdfSealPort;
  readonly press: DocumentPress;
  readonly qrReader: QrReaderPort;
  readonly qrImages: QrImagePort;
  readonly random: RandomPort;
  readonly results: ResultFiles;
  readonly sessions: SessionPort;
  readonly signer: SignerPort;
  readonly sms: SmsPort;
  readonly spreadsheets: SpreadsheetPort;
  readonly storage: StoragePort;
  readonly virusScan: VirusScanPort;
  readonly documents: DocumentRenderer;
};

/** Draws a document from its model with the template version it names. The same model gives the same bytes. */
export type DocumentRenderer = {
  render(model: DocumentModel, images: Readonly<Record<string, Uint8Array>>): Promise<Uint8Array>;
  /** The same with SPÉCIMEN across it: what an office looks at. */
  specimen(model: DocumentModel, images: Readonly<Record<string, Uint8Array>>): Promise<Uint8Array>;
  /** A page for each sheet, drawn as they come: a school's are never all in memory with their photos. */
  proofSheets(about: ProofBook, sheets: AsyncIterable<ProofSheet>): Promise<Uint8Array>;
  /** The minutes of a deliberation with the office's signature over them. */
  minutes(model: Minutes, seal: MinutesSeal): Promise<Uint8Array>;
  /** A page for each sheet of labels, drawn as they come. */
  scriptLabels(about: LabelBook, pages: AsyncIterable<LabelPage>): Promise<Uint8Array>;
  bundleSlip(slip: BundleSlip): Promise<Uint8Array>;
  /** Who sits what in one centre, in a round after the first results. */
  convocationList(list: ConvocationList): Promise<Uint8Array>;
  /** All pages of some files as one for a printer, each as it is in its own; without their seals. */
  joined(files: AsyncIterable<Uint8Array>, title: string): Promise<Uint8Array>;
  /** A sheet to sign for each room and paper of a centre. */
  attendanceSheets(book: AttendanceBook): Promise<Uint8Array>;
  /** Everyone who sits in a centre, by room. */
  centreList(list: CentreList): Promise<Uint8Array>;
};

/** What an installation is told once, by its environment. */
export type Settings = {
  /** "https://examens.example.bj", without a slash at the end: where links in messages and payments come back to. */
  readonly origin: string;
  /** Host printed on documents and in their QR codes. */
  readonly officialHost: string;
  readonly demo: boolean;
  /** Shown at /demo, and only there. */
  readonly demoGuide?: DemoGuide;
};

/** What somebody who tries the demonstration needs to know. */
export type DemoGuide = {
  readonly password: string;
  readonly accounts: readonly { readonly email: string; readonly label: string }[];
  readonly mailboxUrl: string;
  readonly paymentUrl: string;
  readonly mobileMoneyUrl: string;
};

/** Who acts, when, with what. Built by an entry point; the same for the web, the worker and the command line. */
export type Ctx = {
  readonly db: Db;
  readonly actor: Actor;
  readonly clock: () => Date;
  readonly adapters: Adapters;
  readonly settings: Settings;
  readonly log: Logger;
  readonly requestId: string;
};
