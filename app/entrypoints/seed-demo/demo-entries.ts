import { eq } from 'drizzle-orm';
import { feeScheduleSchema } from '#app/domain/fees/fee-schedule.ts';
import { candidateNumber } from '#app/domain/registration/candidate-number.ts';
import {
  ACCESS_CODE_LENGTH,
  charactersOf,
  REFERENCE_LENGTH,
} from '#app/domain/registration/entry-reference.ts';
import { optionalPapers } from '#app/domain/registration/papers.ts';
import { searchKeys } from '#app/domain/registration/search-keys.ts';
import type { EntryState } from '#app/domain/registration/states.ts';
import type { Ctx } from '#app/services/context.ts';
import { candidate, entry, entryCounter } from '#db/schema/registration.ts';
import { feeSchedule } from '#db/schema/sitting.ts';
import { createDraw, type Draw, drawPerson } from '#db/seed/people.ts';
import { withTx } from '#db/tx.ts';
import { seedMoney } from './demo-money.ts';
import type { DemoSitting } from './demo-sittings.ts';
import type { DemoOrganisation, Place } from './demo-world.ts';

export type EntriesPlan = {
  readonly organisation: DemoOrganisation;
  readonly sitting: DemoSitting;
  /** How many in each state; their order is the order of their numbers. */
  readonly states: Partial<Record<EntryState, number>>;
  readonly seed: number;
  readonly age: number;
  readonly photoKeys: readonly string[];
};

export type EntryRow = typeof entry.$inferInsert & { id: string };

/** Writes a sitting's candidates as they would stand had they come through the pages: invoices, payments and ledger agree. */
export async function seedEntries(ctx: Ctx, plan: EntriesPlan): Promise<void> {
  const { organisation, sitting } = plan;
  const draw = createDraw(plan.seed);
  const states = Object.entries(plan.states).flatMap(([state, count]) =>
    Array<EntryState>(count).fill(state as EntryState),
  );
  const [fees] = await ctx.db.select().from(feeSchedule).where(eq(feeSchedule.id, sitting.feeScheduleId));
  const schedule = feeScheduleSchema.parse(fees?.body);
  await withTx(ctx, 'seedEntries', {}, async (tx) => {
    const people = states.map(() => ({
      id: ctx.adapters.random.uuid(),
      organisationId: organisation.id,
      createdAt: tx.now,
    }));
    await tx.db.insert(candidate).values(people);
    let position = 0;
    const rows = states.map((state, at): EntryRow => {
      const sent = state !== 'draft';
      if (sent) position += 1;
      return drawEntry(ctx, plan, draw, {
        state,
        at,
        candidateId: people[at]?.id ?? '',
        position: sent ? position : null,
      });
    });
    for (let start = 0; start < rows.length; start += 500)
      await tx.db.insert(entry).values(rows.slice(start, start + 500));
    await tx.db.insert(entryCounter).values({ sittingId: sitting.id, last: position });
    await seedMoney(ctx, tx, plan, rows, schedule);
    tx.audit({
      organisationId: organisation.id,
      action: 'demo.seed',
      subject: { type: 'sitting', id: sitting.id },
      detail: { entries: rows.length },
    });
  });
}

function drawEntry(
  ctx: Ctx,
  { organisation, sitting, age, photoKeys }: EntriesPlan,
  draw: Draw,
  given: { state: EntryState; at: number; candidateId: string; position: number | null },
): EntryRow {
  const place: Place =
    draw.next() < 0.45 && organisation.places[0] ? organisation.places[0] : draw.pick(organisation.places);
  const official = draw.next() < 0.8;
  const series = draw.pick(Object.keys(sitting.regulation.series));
  const options = optionalPapers(sitting.regulation, series).filter(() => draw.next() < 0.12);
  const person = drawPerson(draw, sitting.year, age);
  const at = new Date(sitting.entriesOpenAt.getTime() + (1 + given.at) * 1_800_000);
  const sentAt = at < ctx.clock() ? at : ctx.clock();
  const birthPlace = draw.pick(place.communes);
  const { random } = ctx.adapters;
  return {
    id: random.uuid(),
    organisationId: organisation.id,
    sittingId: sitting.id,
    candidateId: given.candidateId,
    state: given.state,
    kind: official ? 'official' : 'free',
    number: given.position === null ? null : candidateNumber(sitting.examCode, sitting.year, given.position),
    schoolId: official ? draw.pick(place.schools).id : null,
    regionId: place.regionId,
    surname: person.surname,
    givenNames: person.givenNames,
    sex: person.sex,
    birthDate: person.birthDate,
    birthPlace,
    ...searchKeys({ ...person, birthPlace }),
    reference: charactersOf(random.bytes(REFERENCE_LENGTH)),
    accessCode: charactersOf(random.bytes(ACCESS_CODE_LENGTH)),
    nationality: 'NE',
    series,
    options: options.map(({ code }) => code),
    fit: draw.next() > 0.06,
    photoKey: draw.pick(photoKeys),
    returnReason:
      given.state === 'returned'
        ? 'La date de naissance ne correspond pas à l’extrait d’acte. Corrigez-la, puis renvoyez le dossier.'
        : null,
    submittedAt: given.position === null ? null : sentAt,
    createdAt: sentAt,
    updatedAt: sentAt,
  };
}
