import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  bigserial,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  DOCUMENT_KINDS,
  DOCUMENT_STATUSES,
  type DocumentKind,
  type DocumentStatus,
} from '#app/domain/documents/kinds.ts';
import { DOCUMENT_CHANGE_STATES, type DocumentChangeState } from '#app/domain/documents/states.ts';
import type { PublicJwk } from '#app/domain/verification/public-jwk.ts';
import type { SignatureAlgorithm } from '#app/domain/verification/signature.ts';
import { userAccount } from './access.ts';
import { id, moment, oneOf } from './columns.ts';
import { centre, organisation } from './organisation.ts';
import { entry } from './registration.ts';
import { sitting } from './sitting.ts';
import { task } from './task.ts';

const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({ dataType: () => 'bytea' });

/** Public half and wrapped private half of a signing key; the private half is never here in clear, a root's may be elsewhere. */
export const signingKey = pgTable(
  'signing_key',
  {
    kid: text('kid').notNull(),
    organisationId: uuid('organisation_id').references(() => organisation.id),
    purpose: text('purpose').$type<'documents' | 'root'>().notNull(),
    alg: text('alg').$type<SignatureAlgorithm>().notNull(),
    publicJwk: jsonb('public_jwk').$type<PublicJwk>().notNull(),
    /** Absent for a root key that is kept offline. */
    wrappedPrivate: text('wrapped_private'),
    state: text('state').$type<'active' | 'retired' | 'compromised'>().notNull(),
    notBefore: moment('not_before').notNull(),
    notAfter: moment('not_after').notNull(),
    retiredAt: moment('retired_at'),
    compromisedAt: moment('compromised_at'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.kid] }),
    check('signing_key_state', oneOf('state', ['active', 'retired', 'compromised'])),
    check('signing_key_purpose', oneOf('purpose', ['documents', 'root'])),
    check('signing_key_here', sql`wrapped_private is not null or purpose = 'root'`),
  ],
);

/** Gapless numbers per series of documents: the row is locked while a number is taken. */
export const documentCounter = pgTable(
  'document_counter',
  {
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    /** "RN-2026-BAC", "RC-2026": kind, year, exam. */
    prefix: text('prefix').notNull(),
    last: integer('last').notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.prefix] })],
);

/** A document as issued. Only the step pending → issued writes to a row again (trigger). */
export const document = pgTable(
  'document',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entry.id),
    kind: text('kind').$type<DocumentKind>().notNull(),
    number: text('number').notNull(),
    /** `documentNumberKey(number)`: as it is compared when typed; capitals, no separators, O as 0, I and L as 1, U as V. */
    numberKey: text('number_key').notNull(),
    edition: integer('edition').notNull(),
    state: text('state').$type<'pending' | 'issued'>().notNull(),
    /** What it was made from: "publication:<id>", "seat:<digest>:<edition>", "payment:<id>". One document per source and edition. */
    source: text('source').notNull(),
    model: jsonb('model').notNull(),
    modelHash: text('model_hash').notNull(),
    typedCode: text('typed_code').notNull(),
    statusIndex: integer('status_index').notNull(),
    kid: text('kid'),
    /** The COSE_Sign1 the QR carries, and the token derived from it. */
    cose: bytea('cose'),
    token: text('token').unique(),
    /** The certificate whose signature the file carries. */
    certificateId: uuid('certificate_id').references((): AnyPgColumn => documentCertificate.id),
    /** A file of its own, or the pack it lies in from `fileOffset`, `fileLength` bytes long. */
    fileKey: text('file_key'),
    fileOffset: bigint('file_offset', { mode: 'number' }),
    fileLength: integer('file_length'),
    createdAt: moment('created_at').notNull(),
    issuedAt: moment('issued_at'),
  },
  (t) => [
    unique().on(t.organisationId, t.number, t.edition),
    unique().on(t.organisationId, t.statusIndex),
    unique('document_once_per_source').on(t.entryId, t.kind, t.source),
    index().on(t.entryId),
    index().on(t.numberKey),
    check('document_kind', oneOf('kind', DOCUMENT_KINDS)),
    check('document_state', oneOf('state', ['pending', 'issued'])),
    check('document_in_pack', sql`(file_offset is null) = (file_length is null)`),
  ],
);

/** Every change of a document's status, appended; the latest row is the status. None yet means valid. */
export const documentStatus = pgTable(
  'document_status',
  {
    id: bigserial('id', { mode: 'bigint' }).primaryKey(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => document.id),
    status: text('status').$type<DocumentStatus>().notNull(),
    /** Kept inside: never shown to the public. */
    reason: text('reason').notNull(),
    userId: uuid('user_id'),
    at: moment('at').notNull(),
  },
  (t) => [index().on(t.documentId), check('document_status_known', oneOf('status', DOCUMENT_STATUSES))],
);

/** An X.509 certificate PDFs are signed with, and its private key wrapped like any other. */
export const documentCertificate = pgTable(
  'document_certificate',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    /** "CN=Office du baccalauréat". */
    subject: text('subject').notNull(),
    /** PEM, the signing certificate first, then those that lead to its root. */
    chain: text('chain').notNull(),
    /** Base64url of SHA-256 of the signing certificate's DER. */
    thumbprint: text('thumbprint').notNull().unique(),
    wrappedPrivate: text('wrapped_private').notNull(),
    state: text('state').$type<'active' | 'retired' | 'compromised'>().notNull(),
    notBefore: moment('not_before').notNull(),
    notAfter: moment('not_after').notNull(),
    createdAt: moment('created_at').notNull(),
    retiredAt: moment('retired_at'),
    compromisedAt: moment('compromised_at'),
  },
  (t) => [
    index().on(t.organisationId),
    check('document_certificate_state', oneOf('state', ['active', 'retired', 'compromised'])),
    check('document_certificate_compromised', sql`(compromised_at is null) = (state <> 'compromised')`),
  ],
);

/** What a template version drew of its specimen when it was first used here: one that draws otherwise was edited after use. */
export const documentTemplate = pgTable(
  'document_template',
  {
    kind: text('kind').notNull(),
    version: integer('version').notNull(),
    /** SHA-256 in hexadecimal. */
    fingerprint: text('fingerprint').notNull(),
    firstUsedAt: moment('first_used_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.version] })],
);

/** How an organisation's documents look and speak: arms, colours, signatories, wording. Each change is another version. */
export const documentStyle = pgTable(
  'document_style',
  {
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    version: integer('version').notNull(),
    body: jsonb('body').notNull(),
    createdBy: uuid('created_by').references(() => userAccount.id),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.version] })],
);

/** The files of one kind, one sitting and one centre, as one ZIP: sealed when all of them are in it. */
export const documentPack = pgTable(
  'document_pack',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    taskId: uuid('task_id')
      .notNull()
      .references(() => task.id),
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    kind: text('kind').$type<DocumentKind>().notNull(),
    /** Absent for candidates without a centre. */
    centreId: uuid('centre_id').references(() => centre.id),
    fileKey: text('file_key').unique(),
    documents: integer('documents').notNull().default(0),
    bytes: bigint('bytes', { mode: 'number' }).notNull().default(0),
    createdAt: moment('created_at').notNull(),
    sealedAt: moment('sealed_at'),
  },
  (t) => [
    index().on(t.taskId),
    index().on(t.sittingId, t.kind),
    check('document_pack_kind', oneOf('kind', DOCUMENT_KINDS)),
    check('document_pack_sealed', sql`(file_key is null) = (sealed_at is null)`),
  ],
);

/** Who should have been given a document and could not: told on the page until it is issued after a correction. */
export const documentRefusal = pgTable(
  'document_refusal',
  {
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entry.id),
    kind: text('kind').$type<DocumentKind>().notNull(),
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    /** A reason code, and what it says beside it. */
    reason: text('reason').notNull(),
    detail: jsonb('detail').$type<Readonly<Record<string, string>>>().notNull(),
    at: moment('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.entryId, t.kind] }),
    index().on(t.sittingId, t.kind),
    check('document_refusal_kind', oneOf('kind', DOCUMENT_KINDS)),
  ],
);

/** A revocation, suspension or reinstatement asked for by one person and decided by another. */
export const documentChange = pgTable(
  'document_change',
  {
    id: id(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => document.id),
    status: text('status').$type<DocumentStatus>().notNull(),
    /** Kept inside: never shown to the public or the holder. */
    reason: text('reason').notNull(),
    state: text('state').$type<DocumentChangeState>().notNull(),
    requestedBy: uuid('requested_by')
      .notNull()
      .references(() => userAccount.id),
    requestedAt: moment('requested_at').notNull(),
    decidedBy: uuid('decided_by').references(() => userAccount.id),
    decidedAt: moment('decided_at'),
  },
  (t) => [
    uniqueIndex('document_change_one_open').on(t.documentId).where(sql`state = 'requested'`),
    check('document_change_state', oneOf('state', DOCUMENT_CHANGE_STATES)),
    check('document_change_status', oneOf('status', DOCUMENT_STATUSES)),
    check(
      'document_change_two_people',
      sql`decided_by is null or state = 'withdrawn' or decided_by <> requested_by`,
    ),
  ],
);

/** A printed document given into somebody's hand. */
export const documentHandOver = pgTable(
  'document_hand_over',
  {
    documentId: uuid('document_id')
      .primaryKey()
      .references(() => document.id),
    to: text('to').$type<'holder' | 'proxy'>().notNull(),
    collector: text('collector').notNull(),
    /** Which proof of identity was shown, such as "CNI 12345". */
    identityPaper: text('identity_paper').notNull(),
    place: text('place').notNull(),
    handedBy: uuid('handed_by')
      .notNull()
      .references(() => userAccount.id),
    at: moment('at').notNull(),
  },
  () => [check('document_hand_over_to', oneOf('to', ['holder', 'proxy']))],
);

/** A link its holder gives to somebody, until a day or until it is withdrawn. */
export const documentShare = pgTable(
  'document_share',
  {
    id: id(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => document.id),
    /** SHA-256 in hexadecimal of the token in the link. */
    tokenHash: text('token_hash').notNull().unique(),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => userAccount.id),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    withdrawnAt: moment('withdrawn_at'),
  },
  (t) => [index().on(t.documentId)],
);
