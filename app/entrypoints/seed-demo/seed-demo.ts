import { eq } from 'drizzle-orm';
import type { Actor } from '#app/domain/access/actor.ts';
import type { Ctx } from '#app/services/context.ts';
import { ensureSigningKey } from '#app/services/documents/signing-keys.server.ts';
import { auditLog } from '#db/schema/audit.ts';
import { withTx } from '#db/tx.ts';
import { seedAdmitted } from './demo-admitted.ts';
import { seedCounter } from './demo-counter.ts';
import { seedFollowUp } from './demo-duplicates.ts';
import { seedEntries } from './demo-entries.ts';
import { seedImport } from './demo-imports.ts';
import { seedPapers } from './demo-papers.ts';
import { seedPhotos } from './demo-photos.ts';
import { carryToPublication } from './demo-publication.ts';
import { createDemoRandom } from './demo-random.ts';
import { seedRefunds } from './demo-refunds.ts';
import { seedRegulations } from './demo-regulations.ts';
import { carryToMarking } from './demo-results.ts';
import { seedRounds } from './demo-rounds.ts';
import { type SittingPlan, seedSitting } from './demo-sittings.ts';
import { seedStyles } from './demo-style.ts';
import { seedVerifications } from './demo-verifications.ts';
import { BAC, BEPC, BTS, type DemoOrganisation, seedAccounts, seedOrganisations } from './demo-world.ts';

const DAY = 86_400_000;

type Country = {
  readonly office: DemoOrganisation;
  readonly directorate: DemoOrganisation;
  readonly actors: Map<string, Actor>;
  readonly photoKeys: readonly string[];
};

/**
 * Makes the demonstration country, once: two organisations, an account per role, and four sittings (one published, one
 * being marked, two open). The same people everywhere; keys, ids and the
 * seats and marks that follow them are drawn anew, and the calendar follows today's date. A seed that
 * was interrupted can't be told from a country in use, so its end is marked in the audit log and a half-made one refused.
 */
export async function seedDemo(caller: Ctx, { say }: { say: (line: string) => void }): Promise<void> {
  const ctx = { ...caller, adapters: { ...caller.adapters, random: createDemoRandom(2026) } };
  const done = await ctx.db.select().from(auditLog).where(eq(auditLog.action, 'demo.complete')).limit(1);
  if (done.length > 0) return;
  const begun = await ctx.db.select().from(auditLog).limit(1);
  if (begun.length > 0)
    throw new Error(
      'The demonstration was interrupted while it was being made, or this database is in use. Empty it and start again.',
    );
  say('Pays de démonstration (une fois)…');
  const now = ctx.clock();
  const year = now.getUTCMonth() >= 7 ? now.getUTCFullYear() : now.getUTCFullYear() - 1;
  const then = at(ctx, new Date(Date.UTC(year - 1, 11, 1)));
  const { office, directorate } = await seedOrganisations(then);
  for (const owner of [null, office.id, directorate.id]) await ensureSigningKey(then, owner);
  await seedStyles(then, { office, directorate });
  const actors = await seedAccounts(then, [office, directorate]);
  const country = { office, directorate, actors, photoKeys: await seedPhotos(ctx) };
  await seedPublished(ctx, country, year);
  await seedMarked(ctx, country, year, now);
  await seedOpen(ctx, country, year + 1, now);
  await seedVerifications(ctx, office.code);
  await withTx(ctx, 'seedDemo', {}, async (tx) => {
    tx.audit({
      organisationId: null,
      action: 'demo.complete',
      subject: { type: 'installation', id: 'demo' },
    });
  });
}

/** The defence of a report, marked in three parts: its sheet has a column for each. */
const DEFENCE = [
  { code: 'RAP', name: { fr: 'Rapport', en: 'Report' }, maximum: 8 },
  { code: 'EXP', name: { fr: 'Exposé', en: 'Talk' }, maximum: 6 },
  { code: 'ENT', name: { fr: 'Entretien', en: 'Interview' }, maximum: 6 },
];

/** The same world at another moment. */
function at(ctx: Ctx, moment: Date): Ctx {
  return { ...ctx, clock: () => moment };
}

const on = (year: number, month: number, day: number) => new Date(Date.UTC(year, month - 1, day, 8));

async function seedPublished(ctx: Ctx, { office, actors, photoKeys }: Country, year: number): Promise<void> {
  const plan: SittingPlan = {
    organisationId: office.id,
    exam: BAC,
    year,
    name: { fr: `Baccalauréat, session de juin ${year}`, en: `Baccalaureate, June ${year} sitting` },
    state: 'closed',
    regulation: 'benin-bac',
    regulationAdds: {
      review: { minimumChange: '0.5', withinDays: 30 },
      rescue: [
        {
          stage: 'admissibility',
          quantity: 'average',
          from: '8.5',
          below: 9,
          decision: 'secondGroup',
          when: { quantity: 'zeros', atMost: 0 },
        },
      ],
    },
    fees: 'bac-benin',
    opens: on(year, 1, 5),
    closes: on(year, 3, 31),
    examStarts: on(year, 6, 8),
    results: on(year, 7, 10),
  };
  const sitting = await seedSitting(at(ctx, plan.opens), plan);
  await seedEntries(at(ctx, plan.closes), {
    organisation: office,
    sitting,
    states: { validated: 330, rejected: 3 },
    seed: year,
    age: 18,
    photoKeys,
  });
  const carried = { ctx, actors, sitting, examStarts: plan.examStarts };
  await carryToPublication({ ...carried, results: plan.results });
  await seedAdmitted(carried);
  const registrar = actors.get('greffe');
  if (registrar) await seedRegulations({ ctx: at(ctx, plan.results), registrar, sittingId: sitting.id });
  await seedRounds({ ...carried, results: plan.results });
}

async function seedMarked(
  ctx: Ctx,
  { office, actors, photoKeys }: Country,
  year: number,
  now: Date,
): Promise<void> {
  const plan: SittingPlan = {
    organisationId: office.id,
    exam: BTS,
    year,
    name: { fr: `BTS, session ${year}`, en: `BTS, ${year} sitting` },
    state: 'closed',
    regulation: 'bts-sample',
    papersAdd: { SOU: { components: DEFENCE } },
    fees: 'bts',
    opens: on(year, 5, 4),
    closes: on(year, 7, 31),
    examStarts: new Date(now.getTime() - 20 * DAY),
    results: new Date(now.getTime() + 20 * DAY),
  };
  const sitting = await seedSitting(at(ctx, plan.opens), plan);
  await seedEntries(at(ctx, plan.closes), {
    organisation: office,
    sitting,
    states: { validated: 84 },
    seed: year + 7,
    age: 21,
    photoKeys,
  });
  await carryToMarking({ ctx, actors, sitting, examStarts: plan.examStarts });
}

async function seedOpen(
  ctx: Ctx,
  { office, directorate, actors, photoKeys }: Country,
  year: number,
  now: Date,
): Promise<void> {
  const opens = new Date(now.getTime() - 30 * DAY);
  // Two minutes to midnight in the demonstration's country.
  const closes = new Date(Math.ceil(now.getTime() / DAY + 60) * DAY - 62 * 60_000);
  const common = { state: 'open' as const, opens, closes, year };
  const bac = await seedSitting(at(ctx, opens), {
    ...common,
    organisationId: office.id,
    exam: BAC,
    name: { fr: `Baccalauréat, session de juin ${year}`, en: `Baccalaureate, June ${year} sitting` },
    regulation: 'benin-bac',
    fees: 'bac-benin',
    examStarts: on(year, 6, 7),
    results: on(year, 7, 9),
  });
  await seedEntries(ctx, {
    organisation: office,
    sitting: bac,
    states: { validated: 92, paid: 54, submitted: 38, returned: 6, rejected: 2, draft: 14 },
    seed: year,
    age: 18,
    photoKeys,
  });
  const head = actors.get('ecole');
  if (head) await seedImport({ ...ctx, actor: head }, { sittingId: bac.id, organisationId: office.id, year });
  await seedFollowUp(ctx, { organisation: office, sittingId: bac.id });
  await seedPapers(ctx, bac.id);
  await seedCounter({ ctx, actors, organisationId: office.id, sittingId: bac.id, now });
  await seedRefunds({ ctx, actors, organisationId: office.id, sittingId: bac.id, now });
  const mock = await seedSitting(at(ctx, opens), {
    ...common,
    organisationId: directorate.id,
    exam: BEPC,
    name: { fr: `BEPC blanc ${year}`, en: `Mock BEPC ${year}` },
    regulation: 'mock-bepc',
    fees: 'mock-bepc',
    examStarts: new Date(now.getTime() + 75 * DAY),
    results: new Date(now.getTime() + 90 * DAY),
  });
  await seedEntries(ctx, {
    organisation: directorate,
    sitting: mock,
    states: { validated: 3 },
    seed: year + 3,
    age: 15,
    photoKeys,
  });
}
