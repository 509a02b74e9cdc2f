import { and, asc, eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import {
  attendanceSheets,
  type CentreBook,
  centreRooms,
  type Seated,
} from '#app/domain/documents/centre-lists.ts';
import { officeOf } from '#app/domain/documents/office.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import type { Db } from '#db/client.ts';
import { centre, room, school } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { seat } from '#db/schema/seating.ts';
import { paperSlot } from '#db/schema/sitting.ts';
import { loadSittingFacts, type SittingFacts } from './load-sitting-facts.server.ts';

export type CentreOf = { readonly sittingId: string; readonly centreId: string };
type Refusal = 'centre.notFound' | 'centre.noTimetable';
type Drawn = { readonly bytes: Uint8Array; readonly centre: string };

type Loaded = {
  readonly facts: SittingFacts;
  readonly seated: readonly Seated[];
  readonly book: Omit<CentreBook, 'title'>;
};

/**
 * The attendance sheets of a centre: one for each room and paper of the timetable. `centre.notFound` for a centre out of
 * reach or where nobody sits, `centre.noTimetable` while no paper has its hour.
 */
export async function drawAttendanceSheets(ctx: Ctx, of: CentreOf): Promise<Verdict<Drawn, Refusal>> {
  const loaded = await load(ctx, of);
  if (!loaded) return refuse('centre.notFound');
  const { facts, seated, book } = loaded;
  const slots = await ctx.db
    .select()
    .from(paperSlot)
    .where(eq(paperSlot.sittingId, of.sittingId))
    .orderBy(asc(paperSlot.startsAt), asc(paperSlot.paperCode));
  const sheets = attendanceSheets(seated, slots, facts.regulation, facts.organisation.profile.timeZone);
  if (sheets.length === 0) return refuse('centre.noTimetable');
  const title = `Feuilles d’émargement · ${book.centre}`;
  const bytes = await ctx.adapters.documents.attendanceSheets({ ...book, title, sheets });
  return accept({ bytes, centre: book.centre });
}

/** The list of a centre's candidates by room. `centre.notFound` for a centre out of reach or where nobody sits. */
export async function drawCentreList(ctx: Ctx, of: CentreOf): Promise<Verdict<Drawn, Refusal>> {
  const loaded = await load(ctx, of);
  if (!loaded) return refuse('centre.notFound');
  const { facts, seated, book } = loaded;
  const title = `Liste des candidats · ${book.centre}`;
  const bytes = await ctx.adapters.documents.centreList({
    ...book,
    title,
    ...centreRooms(seated, facts.regulation),
  });
  return accept({ bytes, centre: book.centre });
}

async function load(ctx: Ctx, { sittingId, centreId }: CentreOf): Promise<Loaded | undefined> {
  const facts = await loadSittingFacts(ctx.db, sittingId);
  if (!facts) return undefined;
  const { organisation, exam, sitting, style } = facts;
  const { id: organisationId, profile } = organisation;
  if (!authorise(ctx.actor, 'seat.allocate', { organisationId, centreId }).ok) return undefined;
  const [place] = await ctx.db
    .select({ name: centre.name })
    .from(centre)
    .where(and(eq(centre.id, centreId), eq(centre.organisationId, organisationId)));
  const seated = place ? await listSeated(ctx.db, sittingId, centreId) : [];
  if (!place || seated.length === 0) return undefined;
  const book = {
    office: officeOf(profile, style),
    exam: exam.name,
    sitting: sitting.name,
    centre: place.name,
    host: ctx.settings.officialHost,
    printedOn: localDate(ctx.clock(), profile.timeZone),
  };
  return { facts, seated, book };
}

async function listSeated(db: Db, sittingId: string, centreId: string): Promise<Seated[]> {
  const rows = await db
    .select({
      room: room.name,
      seat: seat.seatNumber,
      tableNumber: seat.tableNumber,
      surname: entry.surname,
      givenNames: entry.givenNames,
      birthDate: entry.birthDate,
      series: entry.series,
      options: entry.options,
      fit: entry.fit,
      school: school.name,
    })
    .from(seat)
    .innerJoin(entry, eq(entry.id, seat.entryId))
    .innerJoin(room, eq(room.id, seat.roomId))
    .leftJoin(school, eq(school.id, entry.schoolId))
    .where(and(eq(seat.sittingId, sittingId), eq(seat.centreId, centreId)))
    .orderBy(asc(room.name), asc(seat.seatNumber));
  return rows.map((row) => ({
    ...row,
    surname: row.surname ?? '',
    givenNames: row.givenNames ?? '',
    series: row.series ?? '',
    options: row.options ?? [],
    fit: row.fit ?? false,
  }));
}
