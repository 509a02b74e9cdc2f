import {
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
  uuid,
} from 'drizzle-orm/pg-core';
import {
  DOCUMENT_KINDS,
  DOCUMENT_STATUSES,
  type DocumentKind,
  type DocumentStatus,
} from '#app/domain/documents/kinds.ts';
import type { PublicJwk } from '#app/domain/verification/public-jwk.ts';
import type { SignatureAlgorithm } from '#app/domain/verification/signature.ts';
import { id, moment, oneOf } from './columns.ts';
import { organisation } from './organisation.ts';
import { entry } from './registration.ts';

const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({ dataType: () => 'bytea' });

/** Public half and wrapped private half of a signing key; the private half is never here in clear. */
export const signingKey = pgTable(
  'signing_key',
  {
    kid: text('kid').notNull(),
    organisationId: uuid('organisation_id').references(() => organisation.id),
    purpose: text('purpose').$type<'documents' | 'root'>().notNull(),
    alg: text('alg').$type<SignatureAlgorithm>().notNull(),
    publicJwk: jsonb('public_jwk').$type<PublicJwk>().notNull(),
    wrappedPrivate: text('wrapped_private').notNull(),
    state: text('state').$type<'active' | 'retired' | 'compromised'>().notNull(),
    notBefore: moment('not_before').notNull(),
    notAfter: moment('not_after').notNull(),
    compromisedAt: moment('compromised_at'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.kid] }),
    check('signing_key_state', oneOf('state', ['active', 'retired', 'compromised'])),
    check('signing_key_purpose', oneOf('purpose', ['documents', 'root'])),
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
    fileKey: text('file_key'),
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
