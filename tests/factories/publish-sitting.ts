import { eq } from 'drizzle-orm';
import type { Actor } from '#app/domain/access/actor.ts';
import { buildDraft } from '#app/services/publication/build-publication.server.ts';
import { confirmPublication } from '#app/services/publication/confirm-publication.server.ts';
import {
  type PreparePublication,
  preparePublication,
} from '#app/services/publication/prepare-publication.server.ts';
import { releaseDraft } from '#app/services/publication/release-publication.server.ts';
import { writeDraft } from '#app/services/publication/write-publication.server.ts';
import { publicationDraft } from '#db/schema/publication.ts';
import { SYSTEM, type TestContext } from '#tests/setup/bare-context.ts';
import { accepted } from './marking.ts';

type Person = { readonly actor: Actor };

/** A draft prepared by one person and built by the worker: prepared, or refused with what stopped it. */
export async function prepareDraft(ctx: TestContext, first: Person, wanted: PreparePublication) {
  const { draftId, taskId } = accepted(await preparePublication(ctx.as(first.actor), wanted));
  await buildDraft(ctx.as(SYSTEM), { taskId });
  return readDraft(ctx, draftId);
}

/** What another person confirms, written by the worker: confirmed and waiting, or refused with what has changed. */
export async function confirmDraft(ctx: TestContext, second: Person, draftId: string) {
  const { taskId } = accepted(await confirmPublication(ctx.as(second.actor), { draftId }));
  await writeDraft(ctx.as(SYSTEM), { taskId });
  return readDraft(ctx, draftId);
}

export async function readDraft(ctx: TestContext, draftId: string) {
  const [draft] = await ctx.db.select().from(publicationDraft).where(eq(publicationDraft.id, draftId));
  if (!draft) throw new Error('no draft');
  return draft;
}

/** Results prepared by one person, confirmed by another, written and released; gives the publication's id. */
export async function publishSitting(
  ctx: TestContext,
  [first, second]: readonly [Person, Person],
  wanted: PreparePublication,
): Promise<string> {
  const prepared = await prepareDraft(ctx, first, wanted);
  if (prepared.state !== 'prepared') throw new Error(`refused: ${JSON.stringify(prepared.failure)}`);
  const confirmed = await confirmDraft(ctx, second, prepared.id);
  if (confirmed.state !== 'confirmed') throw new Error(`refused: ${JSON.stringify(confirmed.failure)}`);
  await releaseDraft(ctx.as(SYSTEM), { draftId: prepared.id });
  return prepared.id;
}
