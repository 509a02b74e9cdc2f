import { and, asc, eq, gt } from 'drizzle-orm';
import type { ConvocationModel } from '#app/domain/documents/model.ts';
import { officeOf, signingOf } from '#app/domain/documents/office.ts';
import { inFrenchAndEnglish } from '#app/domain/documents/result-document.ts';
import { digestOf } from '#app/domain/shared/digest.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { localClock } from '#app/domain/shared/local-moment.ts';
import type { DocumentClaims } from '#app/domain/verification/document-claims.ts';
import type { Ctx } from '#app/services/context.ts';
import { countryName, type SittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import type { Numbering } from '#app/services/documents/request-document.server.ts';
import { findAddressee } from '#app/services/messages/find-addressee.server.ts';
import { queueMessage } from '#app/services/messages/queue-message.server.ts';
import { centre, room, school } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { seat } from '#db/schema/seating.ts';
import { paperSlot } from '#db/schema/sitting.ts';
import type { Tx } from '#db/tx.ts';
import type { BulkKindRules, DueDocument, EarlierDocument } from './bulk-kind.ts';

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

/** What a convocation says of a seat, with the timetable of its sitting. */
type Seated = Awaited<ReturnType<typeof loadSeated>>[number];
type Slots = readonly (typeof paperSlot.$inferSelect)[];
type One = { facts: SittingFacts; slots: Slots; row: Seated };

/**
 * Every seated candidate of a sitting has a convocation. A seat that already has one keeps it; a seat that changed gets
 * the next edition and the old one is superseded.
 */
export const convocationKind: BulkKindRules<Seated> = {
  kind: 'convocation',
  async basis(tx, sittingId) {
    const [first] = await tx.db
      .select({ id: seat.entryId })
      .from(seat)
      .where(eq(seat.sittingId, sittingId))
      .limit(1);
    return first && 'seats';
  },
  async load(tx, { facts, after, limit }) {
    const rows = await loadSeated(tx, facts.sitting.id, { after, limit });
    return {
      rows,
      entryIds: rows.map(({ entry: { id } }) => id),
      last: rows.at(-1)?.seat.tableNumber,
    };
  },
  async judge(ctx, tx, { facts, rows, earlier }) {
    const slots = await tx.db
      .select()
      .from(paperSlot)
      .where(eq(paperSlot.sittingId, facts.sitting.id))
      .orderBy(asc(paperSlot.startsAt));
    const due: DueDocument[] = [];
    const held: EarlierDocument[] = [];
    for (const row of rows) {
      const one = { facts, slots, row };
      const known = earlier.get(row.entry.id);
      const state = digestOf(stateOf(one)).slice(0, 32);
      // With the edition, because a candidate may come back to a seat they had before.
      const sourceOf = (edition: number) => `seat:${state}:${edition}`;
      if (known && known.source === sourceOf(known.edition)) continue;
      if (known?.isHeld) {
        held.push(known);
        continue;
      }
      due.push({
        entryId: row.entry.id,
        source: sourceOf((known?.edition ?? 0) + 1),
        earlier: known,
        write: (numbering) => ({ draft: draftOf(ctx, one, numbering), claims: claimsOf(one, numbering) }),
      });
    }
    return { due, undue: [], held };
  },
  reason: async () => 'the convocation changed',
  async tell(tx, entryIds) {
    for (const entryId of entryIds) {
      const found = await findAddressee(tx, entryId);
      if (!found) continue;
      const values = { ...found.about, path: '/espace' };
      await queueMessage(tx, { ...found.to, template: 'convocationReady', values });
    }
  },
};

async function loadSeated(tx: Tx, sittingId: string, { after, limit }: { after: string; limit: number }) {
  return tx.db
    .select({ seat, entry, centre, room, schoolName: school.name })
    .from(seat)
    .innerJoin(entry, eq(entry.id, seat.entryId))
    .innerJoin(centre, eq(centre.id, seat.centreId))
    .innerJoin(room, eq(room.id, seat.roomId))
    .leftJoin(school, eq(school.id, entry.schoolId))
    .where(and(eq(seat.sittingId, sittingId), gt(seat.tableNumber, after)))
    .orderBy(asc(seat.tableNumber))
    .limit(limit);
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
