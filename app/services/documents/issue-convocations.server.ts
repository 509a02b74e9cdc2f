import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { ConvocationModel } from '#app/domain/documents/model.ts';
import { officeOf, signingOf } from '#app/domain/documents/office.ts';
import { inFrenchAndEnglish } from '#app/domain/documents/result-document.ts';
import { digestOf } from '#app/domain/shared/digest.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { localClock } from '#app/domain/shared/local-moment.ts';
import type { DocumentClaims } from '#app/domain/verification/document-claims.ts';
import type { Ctx } from '#app/services/context.ts';
import { findAddressee } from '#app/services/messages/find-addressee.server.ts';
import { queueMessage } from '#app/services/messages/queue-message.server.ts';
import { document } from '#db/schema/document.ts';
import { centre, room, school } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { seat } from '#db/schema/seating.ts';
import { paperSlot } from '#db/schema/sitting.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { endDocument } from './end-document.server.ts';
import { countryName, loadSittingFacts, type SittingFacts } from './load-sitting-facts.server.ts';
import { type Numbering, requestDocument } from './request-document.server.ts';

const BATCH = 50;

const INSTRUCTIONS = [
  {
    fr: 'Présentez-vous une demi-heure avant la première épreuve, avec cette convocation et une pièce d’identité.',
    en: 'Come half an hour before the first paper, with this convocation and proof of identity.',
  },
  {
    fr: 'Les téléphones et documents sont interdits dans la salle.',
    en: 'Phones and documents are not allowed in the room.',
  },
  {
    fr: 'Gardez le code de résultat secret : avec votre numéro de table, il ouvre vos notes.',
    en: 'Keep the result code secret: with your table number, it opens your marks.',
  },
];

/**
 * Gives every seated candidate of a sitting a convocation and tells them. In batches, resumable: a seat that already has
 * its convocation keeps it; a seat that changed gets the next edition and the old one is superseded.
 */
export async function issueConvocations(
  ctx: Ctx,
  { sittingId }: { sittingId: string },
): Promise<{ requested: number }> {
  const facts = await loadSittingFacts(ctx.db, sittingId);
  if (!facts) throw new Error(`no sitting ${sittingId}`);
  const seats = await ctx.db
    .select({ entryId: seat.entryId })
    .from(seat)
    .where(eq(seat.sittingId, sittingId))
    .orderBy(seat.tableNumber);
  let requested = 0;
  for (let start = 0; start < seats.length; start += BATCH) {
    const entryIds = seats.slice(start, start + BATCH).map(({ entryId }) => entryId);
    requested += await withTx(
      ctx,
      'issueConvocations',
      { lock: [`convocations:${sittingId}`] },
      async (tx) => {
        let count = 0;
        const slots = await tx.db
          .select()
          .from(paperSlot)
          .where(eq(paperSlot.sittingId, sittingId))
          .orderBy(asc(paperSlot.startsAt));
        for (const row of await loadSeated(tx, entryIds))
          count += await requestOne(ctx, tx, { facts, slots, row });
        return count;
      },
    );
  }
  return { requested };
}

async function loadSeated(tx: Tx, entryIds: readonly string[]) {
  return tx.db
    .select({ seat, entry, centre, room, schoolName: school.name })
    .from(seat)
    .innerJoin(entry, eq(entry.id, seat.entryId))
    .innerJoin(centre, eq(centre.id, seat.centreId))
    .innerJoin(room, eq(room.id, seat.roomId))
    .leftJoin(school, eq(school.id, entry.schoolId))
    .where(inArray(seat.entryId, [...entryIds]));
}

type Seated = Awaited<ReturnType<typeof loadSeated>>[number];
type Slots = readonly (typeof paperSlot.$inferSelect)[];
type One = { facts: SittingFacts; slots: Slots; row: Seated };

async function requestOne(ctx: Ctx, tx: Tx, one: One): Promise<number> {
  const { facts, row } = one;
  const { organisation, exam, sitting } = facts;
  const [earlier] = await tx.db
    .select({ id: document.id, number: document.number, edition: document.edition, source: document.source })
    .from(document)
    .where(and(eq(document.entryId, row.entry.id), eq(document.kind, 'convocation')))
    .orderBy(desc(document.edition))
    .limit(1);
  const state = digestOf(stateOf(one)).slice(0, 32);
  // With the edition, because a candidate may come back to a seat they had before.
  const sourceOf = (edition: number) => `seat:${state}:${edition}`;
  if (earlier && earlier.source === sourceOf(earlier.edition)) return 0;
  const asked = await requestDocument(ctx, tx, {
    organisationId: organisation.id,
    entryId: row.entry.id,
    kind: 'convocation',
    source: sourceOf((earlier?.edition ?? 0) + 1),
    prefix: `CV-${sitting.year}-${exam.code}`,
    ...(earlier ? { replaces: { number: earlier.number, edition: earlier.edition } } : {}),
    bulk: true,
    write: (numbering) => ({ draft: draftOf(ctx, one, numbering), claims: claimsOf(one, numbering) }),
  });
  if (!asked.ok) {
    ctx.log.error({ entryId: row.entry.id, reason: asked.reason, ...asked.detail }, 'convocation refused');
    return 0;
  }
  if (earlier)
    await endDocument(tx, {
      organisationId: organisation.id,
      documentId: earlier.id,
      status: 'superseded',
      reason: 'the convocation changed',
    });
  await tell(tx, one);
  return 1;
}

/** What makes a convocation another one: who, where, and when. */
function stateOf({ row, slots }: One) {
  const { surname, givenNames, birthDate, birthPlace, series, photoKey } = row.entry;
  return {
    ...{ surname, givenNames, birthDate, birthPlace, series, photoKey },
    ...{
      centre: row.centre.name,
      room: row.room.name,
      seat: row.seat.seatNumber,
      table: row.seat.tableNumber,
    },
    slots: slots.map((slot) => [slot.paperCode, slot.startsAt.toISOString(), slot.minutes]),
  };
}

async function tell(tx: Tx, { row }: One): Promise<void> {
  const found = await findAddressee(tx, row.entry.id);
  if (!found) return;
  const values = { ...found.about, path: '/espace' };
  await queueMessage(tx, { ...found.to, template: 'convocationReady', values });
}

function draftOf(ctx: Ctx, { facts, slots, row }: One, numbering: Numbering): Omit<ConvocationModel, 'qr'> {
  const { organisation, exam, sitting, regulation, style } = facts;
  const { profile } = organisation;
  const series = row.entry.series ?? '';
  const day = localDate(numbering.issuedAt, profile.timeZone);
  const first = (regulation.series[series]?.papers ?? []).filter(({ group }) => group === 1);
  const electives = new Set(first.filter(({ elective }) => elective).map(({ paper }) => paper));
  const mine = new Set([...first.map(({ paper }) => paper), ...(row.entry.options ?? [])]);
  const optional = (code: string) =>
    (regulation.papers[code]?.kind === 'optional' || electives.has(code)) &&
    !row.entry.options?.includes(code);
  return {
    kind: 'convocation',
    templateVersion: 1,
    languages: ['fr', 'en'],
    office: officeOf(profile, style),
    number: numbering.number,
    edition: numbering.edition,
    issuedOn: day,
    verification: { host: ctx.settings.officialHost, typedCode: numbering.typedCode },
    exam: exam.name,
    sitting: sitting.name,
    series: { code: series, name: regulation.series[series]?.name ?? { fr: series } },
    candidate: {
      surname: row.entry.surname ?? '',
      givenNames: row.entry.givenNames ?? '',
      birthDate: row.entry.birthDate ?? '',
      birthPlace: row.entry.birthPlace ?? '',
      sex: row.entry.sex ?? 'F',
      nationality: countryName(row.entry.nationality ?? ''),
    },
    tableNumber: row.seat.tableNumber,
    ...(row.schoolName ? { school: row.schoolName } : {}),
    ...(row.entry.photoKey ? { photoKey: row.entry.photoKey } : {}),
    centre: { name: row.centre.name, place: row.centre.commune },
    room: row.room.name,
    seat: String(row.seat.seatNumber),
    timetable: slots
      .filter(({ paperCode }) => mine.has(paperCode) && !optional(paperCode))
      .map((slot) => {
        const start = localClock(slot.startsAt, profile.timeZone);
        const end = localClock(new Date(slot.startsAt.getTime() + slot.minutes * 60_000), profile.timeZone);
        const paper = regulation.papers[slot.paperCode]?.name ?? { fr: slot.paperCode };
        return { date: start.date, start: start.time, end: end.time, paper };
      }),
    instructions: [
      ...INSTRUCTIONS,
      ...(style?.convocationNote ? [inFrenchAndEnglish(style.convocationNote)] : []),
    ],
    resultCode: row.seat.resultCode,
    signing: signingOf(profile, day, 'convocation', style),
  };
}

function claimsOf({ facts, row }: One, numbering: Numbering): DocumentClaims {
  return {
    issuer: facts.organisation.code,
    issuedAt: Math.floor(numbering.issuedAt.getTime() / 1000),
    holder: `${row.entry.surname ?? ''} ${row.entry.givenNames ?? ''}`.normalize('NFC').trim(),
    birthDate: (row.entry.birthDate ?? '').replace(/-/g, ''),
    type: 'convocation',
    exam: facts.exam.code,
    series: row.entry.series ?? '-',
    year: facts.sitting.year,
    honours: 'none',
    average: null,
    number: numbering.number,
    edition: numbering.edition,
    statusIndex: numbering.statusIndex,
  };
}
