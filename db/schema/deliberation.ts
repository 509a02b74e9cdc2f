import { sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { DELIBERATION_STATES, type DeliberationState } from '#app/domain/deliberation/states.ts';
import { userAccount } from './access.ts';
import { id, moment, oneOf } from './columns.ts';
import { dossier } from './marking.ts';
import { organisation } from './organisation.ts';
import { jury } from './seating.ts';
import { regulationVersion, sitting } from './sitting.ts';

export const deliberation = pgTable(
  'deliberation',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    juryId: uuid('jury_id')
      .notNull()
      .references(() => jury.id),
    round: integer('round').notNull().default(1),
    regulationVersionId: uuid('regulation_version_id')
      .notNull()
      .references(() => regulationVersion.id),
    regulationHash: text('regulation_hash').notNull(),
    /** SHA-256 of the canonical snapshot (codes and marks) the outcomes were computed from. */
    snapshotHash: text('snapshot_hash').notNull(),
    snapshot: jsonb('snapshot').notNull(),
    state: text('state').$type<DeliberationState>().notNull(),
    openedAt: moment('opened_at').notNull(),
    sealedAt: moment('sealed_at'),
    sealedBy: uuid('sealed_by').references(() => userAccount.id),
  },
  (t) => [unique().on(t.juryId, t.round), check('deliberation_state', oneOf('state', DELIBERATION_STATES))],
);

/** Members who signed in to the deliberation; the quorum counts them. */
export const deliberationMember = pgTable(
  'deliberation_member',
  {
    deliberationId: uuid('deliberation_id')
      .notNull()
      .references(() => deliberation.id),
    userId: uuid('user_id')
      .notNull()
      .references(() => userAccount.id),
    president: boolean('president').notNull(),
    joinedAt: moment('joined_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.deliberationId, t.userId] })],
);

/** What the regulation says of a dossier, with the trace. Never updated: the jury's own decisions are rows beside it. */
export const deliberationResult = pgTable(
  'deliberation_result',
  {
    deliberationId: uuid('deliberation_id')
      .notNull()
      .references(() => deliberation.id),
    dossier: text('dossier')
      .notNull()
      .references(() => dossier.code),
    decision: text('decision').notNull(),
    /** Hundredths out of the regulation's scale; null where no average exists. */
    average: bigint('average', { mode: 'number' }),
    honours: text('honours'),
    outcome: jsonb('outcome').notNull(),
    trace: jsonb('trace').notNull(),
  },
  (t) => [primaryKey({ columns: [t.deliberationId, t.dossier] })],
);

export const juryDecision = pgTable(
  'jury_decision',
  {
    id: bigserial('id', { mode: 'bigint' }).primaryKey(),
    deliberationId: uuid('deliberation_id')
      .notNull()
      .references(() => deliberation.id),
    dossier: text('dossier')
      .notNull()
      .references(() => dossier.code),
    kind: text('kind').notNull(),
    decision: text('decision').notNull(),
    reason: text('reason').notNull(),
    members: jsonb('members').$type<string[]>().notNull(),
    /** `void` alone: the papers in which fraud is established. */
    papers: jsonb('papers').$type<string[]>(),
    /** What the regulation says of the marks with the voided papers; null while none is voided. */
    outcome: jsonb('outcome'),
    decidedBy: uuid('decided_by')
      .notNull()
      .references(() => userAccount.id),
    at: moment('at').notNull(),
  },
  (t) => [
    index().on(t.deliberationId, t.dossier),
    check('jury_decision_reason', sql`length(reason) > 0`),
    check('jury_decision_void', sql`(kind = 'void') = (papers is not null)`),
  ],
);

/** The minutes (PV) of a sealed deliberation: what the president signed, as data, and the PDF drawn from it. Append-only. */
export const minutes = pgTable('minutes', {
  deliberationId: uuid('deliberation_id')
    .primaryKey()
    .references(() => deliberation.id),
  model: jsonb('model').notNull(),
  /** SHA-256 of the canonical model: what is signed. */
  modelHash: text('model_hash').notNull(),
  /** JWS over the model's hash by the office's document key. */
  signature: text('signature').notNull(),
  fileKey: text('file_key').notNull(),
  /** The president, under the name they signed with. */
  signedBy: uuid('signed_by')
    .notNull()
    .references(() => userAccount.id),
  signedAs: text('signed_as').notNull(),
  signedAt: moment('signed_at').notNull(),
});
