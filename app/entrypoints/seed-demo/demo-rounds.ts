import { asc, eq } from 'drizzle-orm';
import { answerClaim } from '#app/services/claims/answer-claim.server.ts';
import { fileClaim } from '#app/services/claims/file-claim.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { choosePapers } from '#app/services/rounds/choose-papers.server.ts';
import { openRound } from '#app/services/rounds/open-round.server.ts';
import { candidate, entry } from '#db/schema/registration.ts';
import { roundCandidate } from '#db/schema/round.ts';
import { type Carried, must } from './demo-results.ts';

const DAY = 86_400_000;

/** A second group some have chosen their papers for, and two claims: one to answer, one accepted. */
export async function seedRounds(carried: Carried & { readonly results: Date }): Promise<void> {
  const { ctx, sitting, actors, results } = carried;
  const at = (name: string, days: number): Ctx => {
    const actor = actors.get(name);
    if (!actor) throw new Error(`no account ${name}`);
    return { ...ctx, actor, clock: () => new Date(results.getTime() + days * DAY) };
  };
  const office = at('greffe', 1);
  const { roundId } = must(
    await openRound(office, {
      sittingId: sitting.id,
      rule: { kind: 'secondGroup' },
      reason: 'Épreuves orales du second groupe',
      choicesUntil: new Date(ctx.clock().getTime() + 10 * DAY),
    }),
  );
  const called = await ctx.db
    .select({ entryId: roundCandidate.entryId, series: entry.series })
    .from(roundCandidate)
    .innerJoin(entry, eq(entry.id, roundCandidate.entryId))
    .where(eq(roundCandidate.roundId, roundId))
    .orderBy(asc(entry.number));
  for (const { entryId, series } of called.slice(0, Math.floor(called.length / 2))) {
    const orals = (sitting.regulation.series[series ?? '']?.papers ?? []).filter(({ group }) => group === 2);
    must(
      await choosePapers(office, { roundId, entryId, papers: orals.slice(0, 2).map(({ paper }) => paper) }),
    );
  }
  await seedClaims(at('admise', 5), at('greffe', 8), sitting);
}

async function seedClaims(
  owner: Ctx,
  office: Ctx,
  { id: sittingId, regulation }: Carried['sitting'],
): Promise<void> {
  if (owner.actor.kind !== 'user') return;
  const rows = await owner.db
    .select({ entryId: entry.id, sittingId: entry.sittingId, series: entry.series })
    .from(entry)
    .innerJoin(candidate, eq(candidate.id, entry.candidateId))
    .where(eq(candidate.userId, owner.actor.id));
  const mine = rows.find((row) => row.sittingId === sittingId);
  if (!mine) return;
  const reasons = [
    'Le total porté sur ma copie ne fait pas la note publiée.',
    'Je crois qu’une page de ma copie n’a pas été lue.',
  ];
  const filed: string[] = [];
  // A paper without a mark can't be claimed: the next one is.
  for (const { paper } of regulation.series[mine.series ?? '']?.papers ?? []) {
    const reason = reasons[filed.length];
    if (reason === undefined) break;
    const answer = await fileClaim(owner, { entryId: mine.entryId, paper, reason });
    if (answer.ok) filed.push(answer.value.claimId);
  }
  const [claimId = ''] = filed;
  must(await answerClaim(office, { claimId, event: 'accept', answer: 'Votre copie sera relue.' }));
}
