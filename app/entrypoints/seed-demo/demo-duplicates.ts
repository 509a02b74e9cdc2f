import { and, asc, eq } from 'drizzle-orm';
import { searchKeys } from '#app/domain/registration/search-keys.ts';
import type { EntryState } from '#app/domain/registration/states.ts';
import type { Ctx } from '#app/services/context.ts';
import { searchSitting } from '#app/services/duplicates/search-sitting.server.ts';
import { roleGrant, userAccount } from '#db/schema/access.ts';
import { school } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import type { DemoOrganisation } from './demo-world.ts';

type EntryRow = typeof entry.$inferSelect;
type Plan = { readonly organisation: DemoOrganisation; readonly sittingId: string };

/** Which entries become one person's: the first keeps its particulars, the second gets them as somebody else would type them. */
const COUPLE = ['validated', 'submitted'] as const satisfies readonly EntryState[];
/** In the first region, one of which both are paid too. */
const PAID_COUPLE = ['validated', 'paid'] as const satisfies readonly EntryState[];

/** Gives each region's officer something to follow: people entered twice, and a school that registered nobody. */
export async function seedFollowUp(ctx: Ctx, plan: Plan): Promise<void> {
  await seedCouples(ctx, plan);
  await seedSilentSchools(ctx, plan);
  await searchSitting(ctx, { sittingId: plan.sittingId });
}

async function seedCouples(ctx: Ctx, { organisation, sittingId }: Plan): Promise<void> {
  for (const [at, { regionId }] of organisation.places.entries()) {
    const rows = await ctx.db
      .select()
      .from(entry)
      .where(and(eq(entry.sittingId, sittingId), eq(entry.regionId, regionId)))
      .orderBy(asc(entry.id));
    for (const couple of at === 0 ? [COUPLE, PAID_COUPLE] : [COUPLE]) await seedCouple(ctx, rows, couple);
  }
}

async function seedCouple(ctx: Ctx, rows: EntryRow[], [first, second]: readonly EntryState[]): Promise<void> {
  const one = takeLast(rows, first);
  const other = takeLast(rows, second);
  if (!one || !other) return;
  const names = {
    surname: plain(one.surname),
    givenNames: plain(one.givenNames),
    birthPlace: plain(one.birthPlace),
  };
  await ctx.db
    .update(entry)
    .set({ ...names, ...searchKeys(names), sex: one.sex, birthDate: one.birthDate })
    .where(eq(entry.id, other.id));
}

/** The last of a state, so that what is first in lists stays as other parts of the demonstration know it. */
function takeLast(rows: EntryRow[], state: EntryState | undefined): EntryRow | undefined {
  const at = rows.findLastIndex((row) => row.state === state);
  return at < 0 ? undefined : rows.splice(at, 1)[0];
}

/** As an old typewriter has it: capitals without accents. */
function plain(text: string | null): string {
  return (text ?? '').normalize('NFD').replace(/\p{M}/gu, '').replace(/’/g, "'").toUpperCase();
}

async function seedSilentSchools(ctx: Ctx, { organisation }: Plan): Promise<void> {
  const now = ctx.clock();
  const schools = await ctx.db
    .insert(school)
    .values(
      organisation.places.map(({ regionId, communes }, at) => ({
        organisationId: organisation.id,
        regionId,
        code: `${at + 1}99`,
        name: `Collège privé de ${communes.at(-1)}`,
        commune: communes.at(-1) ?? '',
      })),
    )
    .returning({ id: school.id });
  const [head] = await ctx.db
    .insert(userAccount)
    .values({
      email: 'college@palmares.test',
      passwordHash: '!',
      displayName: 'Ramatou Issoufou',
      emailVerifiedAt: now,
      createdAt: now,
    })
    .returning({ id: userAccount.id });
  const [first] = schools;
  if (!head || !first) throw new Error('no silent school');
  await ctx.db.insert(roleGrant).values({
    userId: head.id,
    organisationId: organisation.id,
    role: 'schoolHead',
    schoolId: first.id,
    createdAt: now,
  });
}
