import { eq } from 'drizzle-orm';
import { feeScheduleSchema } from '#app/domain/fees/fee-schedule.ts';
import { invoicePostings, type Posting, settlementPostings } from '#app/domain/fees/postings.ts';
import { quote } from '#app/domain/fees/quote.ts';
import { candidateNumber } from '#app/domain/registration/candidate-number.ts';
import { optionalPapers } from '#app/domain/registration/papers.ts';
import type { EntryState } from '#app/domain/registration/states.ts';
import { money } from '#app/domain/shared/money.ts';
import type { Ctx } from '#app/services/context.ts';
import { invoice, invoiceLine, journal, payment, posting } from '#db/schema/fees.ts';
import { candidate, entry, entryCounter } from '#db/schema/registration.ts';
import { feeSchedule } from '#db/schema/sitting.ts';
import { createDraw, type Draw, drawPerson } from '#db/seed/people.ts';
import { type Tx, withTx } from '#db/tx.ts';
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
  /** An account whose entry is one of these. */
  readonly owner?: {
    readonly userId: string;
    readonly surname: string;
    readonly givenNames: string;
    readonly sex: 'F' | 'M';
  };
};

type EntryRow = typeof entry.$inferInsert & { id: string };

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
    const people = states.map((_, at) => ({
      id: ctx.adapters.random.uuid(),
      organisationId: organisation.id,
      userId: at === OWNER_AT ? (plan.owner?.userId ?? null) : null,
      createdAt: tx.now,
    }));
    const known = await tx.db
      .insert(candidate)
      .values(people)
      .onConflictDoNothing()
      .returning({ id: candidate.id });
    if (known.length !== people.length) throw new Error('the owner is a candidate already');
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
  { organisation, sitting, age, photoKeys, owner }: EntriesPlan,
  draw: Draw,
  given: { state: EntryState; at: number; candidateId: string; position: number | null },
): EntryRow {
  const place: Place =
    draw.next() < 0.45 && organisation.places[0] ? organisation.places[0] : draw.pick(organisation.places);
  const official = draw.next() < 0.8;
  const series = draw.pick(Object.keys(sitting.regulation.series));
  const options = optionalPapers(sitting.regulation, series).filter(() => draw.next() < 0.12);
  const drawn = drawPerson(draw, sitting.year, age);
  const person =
    given.at === OWNER_AT && owner
      ? { ...drawn, ...{ surname: owner.surname, givenNames: owner.givenNames, sex: owner.sex } }
      : drawn;
  const at = new Date(sitting.entriesOpenAt.getTime() + (1 + given.at) * 1_800_000);
  const sentAt = at < ctx.clock() ? at : ctx.clock();
  return {
    id: ctx.adapters.random.uuid(),
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
    birthPlace: draw.pick(place.communes),
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

/** Which of them: one whom the demonstration's marks let pass with honours. */
const OWNER_AT = 2;

const PAID: ReadonlySet<string> = new Set<EntryState>(['paid', 'validated', 'returned', 'rejected']);

async function seedMoney(
  ctx: Ctx,
  tx: Tx,
  { organisation, sitting }: EntriesPlan,
  rows: readonly EntryRow[],
  schedule: ReturnType<typeof feeScheduleSchema.parse>,
): Promise<void> {
  const bills = rows
    .filter((row) => row.number)
    .map((row) => {
      const at = row.submittedAt ?? tx.now;
      const facts = {
        series: row.series ?? '',
        candidateKind: row.kind ?? 'free',
        optionalPapers: row.options ?? [],
      };
      return {
        row,
        at,
        id: ctx.adapters.random.uuid(),
        paid: PAID.has(row.state),
        priced: quote(facts, schedule, at.toISOString().slice(0, 10)),
      };
    });
  if (bills.length === 0) return;
  await tx.db.insert(invoice).values(
    bills.map(({ row, at, id, paid, priced }) => ({
      id,
      organisationId: organisation.id,
      entryId: row.id,
      number: `F-${row.number}`,
      feeScheduleId: sitting.feeScheduleId,
      currency: priced.currency,
      total: priced.total,
      state: paid ? ('paid' as const) : ('open' as const),
      createdAt: at,
    })),
  );
  await tx.db.insert(invoiceLine).values(
    bills.flatMap(({ id, priced }) =>
      priced.lines.map(({ code, label, paper, amount }, position) => {
        const name = paper === undefined ? undefined : sitting.regulation.papers[paper]?.name;
        const full = name ? { fr: `${label.fr} – ${name.fr}`, en: `${label.en} – ${name.en}` } : label;
        return {
          invoiceId: id,
          position,
          code: paper === undefined ? code : `${code}:${paper}`,
          label: full,
          amount,
        };
      }),
    ),
  );
  const paid = bills
    .filter((bill) => bill.paid)
    .map((bill) => ({ ...bill, paymentId: ctx.adapters.random.uuid() }));
  if (paid.length > 0)
    await tx.db.insert(payment).values(
      paid.map(({ row, at, id, priced, paymentId }) => ({
        id: paymentId,
        organisationId: organisation.id,
        invoiceId: id,
        provider: 'cash',
        reference: `guichet-${row.number}`,
        currency: priced.currency,
        amount: priced.total,
        state: 'succeeded' as const,
        locale: 'fr' as const,
        expiresAt: at,
        createdAt: at,
        settledAt: at,
      })),
    );
  await seedLedger(tx, organisation.id, [
    ...bills.map(({ row, id, at, priced }) => ({
      at,
      reference: `invoice:${id}:issued`,
      memo: `F-${row.number}`,
      postings: invoicePostings(id, money(priced.total, priced.currency)),
    })),
    ...paid.map(({ row, id, at, priced, paymentId }) => ({
      at,
      reference: `payment:${paymentId}:settled`,
      memo: `F-${row.number}`,
      postings: settlementPostings(id, 'cash', money(priced.total, priced.currency)),
    })),
  ]);
}

type Entry = { at: Date; reference: string; memo: string; postings: Posting[] };

async function seedLedger(tx: Tx, organisationId: string, entries: readonly Entry[]): Promise<void> {
  const heads = await tx.db
    .insert(journal)
    .values(entries.map(({ at, reference, memo }) => ({ organisationId, at, reference, memo })))
    .returning({ id: journal.id, reference: journal.reference });
  const idOf = new Map(heads.map(({ id, reference }) => [reference, id]));
  const lines = entries.flatMap(({ reference, postings }) =>
    postings.map((line) => ({ ...line, journalId: idOf.get(reference) ?? 0n })),
  );
  for (let start = 0; start < lines.length; start += 1000)
    await tx.db.insert(posting).values(lines.slice(start, start + 1000));
}
