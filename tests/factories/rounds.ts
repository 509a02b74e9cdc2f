import { and, asc, eq } from 'drizzle-orm';
import type { PublishedResult } from '#app/domain/publication/published-result.ts';
import type { MarkValue } from '#app/domain/shared/mark.ts';
import { joinDeliberation } from '#app/services/deliberation/join-deliberation.server.ts';
import { openDeliberation } from '#app/services/deliberation/open-deliberation.server.ts';
import { sealDeliberation } from '#app/services/deliberation/seal-deliberation.server.ts';
import { closeBundle } from '#app/services/marking/close-bundle.server.ts';
import { enterMarks } from '#app/services/marking/enter-marks.server.ts';
import { handOutBundles } from '#app/services/marking/hand-out-bundles.server.ts';
import type { Db } from '#db/client.ts';
import { bundle } from '#db/schema/marking.ts';
import { publication, publishedResult } from '#db/schema/publication.ts';
import { candidate } from '#db/schema/registration.ts';
import type { TestContext } from '#tests/setup/bare-context.ts';
import { createUser, type TestUser } from './create-user.ts';
import { accepted, listScripts } from './marking.ts';
import { publishSitting } from './publish-sitting.ts';
import type { createResultStaff, SeatedSitting } from './seated-sitting.ts';

type Staff = Awaited<ReturnType<typeof createResultStaff>>;
type MarkOf = (dossier: string, paper: string) => MarkValue;
type World = SeatedSitting & { readonly staff: Staff };

/** Who opens rounds and answers claims. */
export async function createRegistrar(db: Db, { organisation }: SeatedSitting): Promise<TestUser> {
  return createUser(db, { grants: [{ role: 'registrar', organisationId: organisation.id }] });
}

/** The account an entry belongs to from now on. */
export async function claimEntry(db: Db, entryId: string, { seated }: SeatedSitting): Promise<TestUser> {
  const user = await createUser(db);
  const owner = seated.find((one) => one.entry.id === entryId)?.entry.candidateId;
  if (!owner) throw new Error('no such entry');
  await db.update(candidate).set({ userId: user.id }).where(eq(candidate.id, owner));
  return user;
}

/** Every bundle of a round marked twice alike, by what `markOf` says of a dossier and a paper, and closed. */
export async function markRound(
  ctx: TestContext,
  { sitting, staff }: World,
  round: number,
  markOf: MarkOf,
): Promise<void> {
  const office = ctx.as(staff.logistics.actor);
  const bundles = await ctx.db
    .select({ id: bundle.id })
    .from(bundle)
    .where(and(eq(bundle.sittingId, sitting.id), eq(bundle.round, round), eq(bundle.state, 'prepared')))
    .orderBy(asc(bundle.paperCode), asc(bundle.number));
  const [first, second] = staff.markers;
  const bundleIds = bundles.map(({ id }) => id);
  const people = { first: first.id, second: second.id };
  accepted(await handOutBundles(office, { sittingId: sitting.id, bundleIds, ...people }));
  await keyBundles(ctx, staff, bundleIds, markOf);
}

/** What `startMarking` handed out marked twice alike and closed, except the papers left. */
export async function enterEverything(
  ctx: TestContext,
  { sitting, staff }: World,
  markOf: MarkOf,
  { leave = [] }: { readonly leave?: readonly string[] } = {},
): Promise<void> {
  const out = and(eq(bundle.sittingId, sitting.id), eq(bundle.state, 'handedOut'));
  const bundles = await ctx.db.select().from(bundle).where(out).orderBy(asc(bundle.paperCode));
  const kept = bundles.filter(({ paperCode }) => !leave.includes(paperCode));
  await keyBundles(
    ctx,
    staff,
    kept.map(({ id }) => id),
    markOf,
  );
}

async function keyBundles(
  ctx: TestContext,
  { markers, logistics }: Staff,
  bundleIds: readonly string[],
  markOf: MarkOf,
): Promise<void> {
  for (const bundleId of bundleIds) {
    const marks = (await listScripts(ctx.db, bundleId)).map(({ code, dossier, paperCode }) => ({
      scriptCode: code,
      value: markOf(dossier, paperCode),
    }));
    for (const marker of markers.slice(0, 2))
      accepted(await enterMarks(ctx.as(marker.actor), { bundleId, marks }));
    accepted(await closeBundle(ctx.as(logistics.actor), { bundleId }));
  }
}

/** The deliberations of the round under way opened and sealed, jury by jury. */
export async function deliberateRound(ctx: TestContext, { juries, staff }: World): Promise<void> {
  for (const [i, { id: juryId }] of juries.entries()) {
    const board = staff.boards[i];
    if (!board) throw new Error('no board');
    const president = ctx.as(board.president.actor);
    const opened = await openDeliberation(president, { juryId });
    if (!opened.ok && opened.reason === 'deliberation.nobody') continue;
    const { deliberationId } = accepted(opened);
    for (const one of [board.president, ...board.members.slice(0, 1)])
      accepted(await joinDeliberation(ctx.as(one.actor), { deliberationId }));
    accepted(await sealDeliberation(president, { deliberationId }));
  }
}

/** A further version, prepared by one person and confirmed by another. */
export async function publishAgain(ctx: TestContext, { sitting, staff }: World, reason: string) {
  const publicationId = await publishSitting(ctx, staff.publishers, { sittingId: sitting.id, reason });
  const [row] = await ctx.db
    .select({ version: publication.version })
    .from(publication)
    .where(eq(publication.id, publicationId));
  return { publicationId, version: row?.version ?? 0 };
}

/** What a version of a sitting's results says, in the order of table numbers. */
export async function resultsOf(db: Db, sittingId: string, version: number): Promise<PublishedResult[]> {
  const rows = await db
    .select({ body: publishedResult.body })
    .from(publishedResult)
    .innerJoin(publication, eq(publication.id, publishedResult.publicationId))
    .where(and(eq(publication.sittingId, sittingId), eq(publication.version, version)))
    .orderBy(asc(publishedResult.tableNumber));
  return rows.map(({ body }) => body as PublishedResult);
}
