import { and, asc, desc, eq } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import { entryRulesSchema, photoFor } from '#app/domain/registration/entry-rules.ts';
import { type Regulation, regulationSchema } from '#app/domain/regulation/schema.ts';
import { listPapers } from '#app/queries/candidate/list-papers.server.ts';
import { listCorrections } from '#app/queries/proof/list-corrections.server.ts';
import type { Db } from '#db/client.ts';
import { userAccount } from '#db/schema/access.ts';
import { auditLog } from '#db/schema/audit.ts';
import { invoice, invoiceLine, payment } from '#db/schema/fees.ts';
import { centre, region, room, school } from '#db/schema/organisation.ts';
import { candidate, entry } from '#db/schema/registration.ts';
import { seat } from '#db/schema/seating.ts';
import { exam, regulationVersion, sitting } from '#db/schema/sitting.ts';
import { withinReach } from './within-reach.ts';

/** One entry with all an officer judges it by; `undefined` for an unknown one and for one out of reach. */
export async function loadEntry(db: Db, reach: Reach, entryId: string) {
  const [row] = await db
    .select({
      entry,
      sitting,
      exam,
      regulation: regulationVersion.body,
      regionName: region.name,
      school,
      account: { email: userAccount.email, phone: userAccount.phone },
      seat,
      centreName: centre.name,
      roomName: room.name,
    })
    .from(entry)
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .innerJoin(exam, eq(exam.id, sitting.examId))
    .innerJoin(regulationVersion, eq(regulationVersion.id, sitting.regulationVersionId))
    .innerJoin(candidate, eq(candidate.id, entry.candidateId))
    .leftJoin(userAccount, eq(userAccount.id, candidate.userId))
    .leftJoin(region, eq(region.id, entry.regionId))
    .leftJoin(school, eq(school.id, entry.schoolId))
    .leftJoin(seat, eq(seat.entryId, entry.id))
    .leftJoin(centre, eq(centre.id, seat.centreId))
    .leftJoin(room, eq(room.id, seat.roomId))
    .where(and(eq(entry.id, entryId), withinReach(reach, entry.organisationId, entry.regionId)));
  if (!row || row.entry.state === 'draft') return undefined;
  const regulation = regulationSchema.parse(row.regulation);
  const { reference: _, accessCode: __, ...it } = row.entry;
  const rules = entryRulesSchema.parse(row.sitting.entryRules);
  return {
    ...it,
    sittingName: row.sitting.name,
    examName: row.exam.name,
    regionName: row.regionName,
    schoolName: row.school?.name ?? null,
    contact: row.account?.phone ?? row.account?.email ?? null,
    seriesName: row.entry.series === null ? null : (regulation.series[row.entry.series]?.name ?? null),
    optionNames: optionNames(regulation, row.entry.options ?? []),
    seat: row.seat
      ? {
          tableNumber: row.seat.tableNumber,
          centre: row.centreName,
          room: row.roomName,
          seat: row.seat.seatNumber,
        }
      : null,
    fees: await loadFees(db, entryId),
    papers: await listPapers(db, { entry: row.entry, rules }),
    photoAsked: photoFor(rules, row.entry.kind) !== undefined,
    corrections: await listCorrections(db, entryId),
    history: await loadHistory(db, entryId),
  };
}

function optionNames(regulation: Regulation, options: readonly string[]) {
  return options.map((code) => regulation.papers[code]?.name ?? { fr: code, en: code });
}

async function loadFees(db: Db, entryId: string) {
  const [bill] = await db
    .select()
    .from(invoice)
    .where(eq(invoice.entryId, entryId))
    .orderBy(desc(invoice.createdAt))
    .limit(1);
  if (!bill) return null;
  const lines = await db
    .select({ code: invoiceLine.code, label: invoiceLine.label, amount: invoiceLine.amount })
    .from(invoiceLine)
    .where(eq(invoiceLine.invoiceId, bill.id))
    .orderBy(asc(invoiceLine.position));
  const payments = await db
    .select({
      id: payment.id,
      state: payment.state,
      provider: payment.provider,
      amount: payment.amount,
      createdAt: payment.createdAt,
      settledAt: payment.settledAt,
    })
    .from(payment)
    .where(eq(payment.invoiceId, bill.id))
    .orderBy(desc(payment.createdAt));
  const { number, state, total, currency } = bill;
  return { number, state, total, currency, lines, payments };
}

/** What happened to an entry, from the audit log: every step but the answers typed one by one. */
async function loadHistory(db: Db, entryId: string) {
  const rows = await db
    .select({
      seq: auditLog.seq,
      at: auditLog.at,
      action: auditLog.action,
      actor: auditLog.actorLabel,
      detail: auditLog.detail,
    })
    .from(auditLog)
    .where(and(eq(auditLog.subjectType, 'entry'), eq(auditLog.subjectId, entryId)))
    .orderBy(desc(auditLog.seq))
    .limit(100);
  return rows
    .filter(({ action }) => action !== 'entry.answer')
    .map(({ detail: { reason }, ...row }) => ({
      ...row,
      reason: typeof reason === 'string' ? reason : null,
    }));
}

/** Where an entry's photo is kept, for who may read the entry. */
export async function findPhotoKey(db: Db, reach: Reach, entryId: string): Promise<string | undefined> {
  const [row] = await db
    .select({ photoKey: entry.photoKey, state: entry.state })
    .from(entry)
    .where(and(eq(entry.id, entryId), withinReach(reach, entry.organisationId, entry.regionId)));
  return row && row.state !== 'draft' ? (row.photoKey ?? undefined) : undefined;
}

/** The id of an entry somebody of the office may read: one that was sent, within reach. */
export async function findReadableEntry(db: Db, reach: Reach, entryId: string): Promise<string | undefined> {
  const [row] = await db
    .select({ id: entry.id, state: entry.state })
    .from(entry)
    .where(and(eq(entry.id, entryId), withinReach(reach, entry.organisationId, entry.regionId)));
  return row && row.state !== 'draft' ? row.id : undefined;
}
