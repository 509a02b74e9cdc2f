import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { actorName } from '#app/domain/access/actor.ts';
import type { Ctx } from '#app/services/context.ts';
import { joinDeliberation } from '#app/services/deliberation/join-deliberation.server.ts';
import { openDeliberation } from '#app/services/deliberation/open-deliberation.server.ts';
import { rescueDossiers } from '#app/services/deliberation/rescue-dossiers.server.ts';
import { sealDeliberation } from '#app/services/deliberation/seal-deliberation.server.ts';
import { signMinutes } from '#app/services/deliberation/sign-minutes.server.ts';
import { issueDocument } from '#app/services/documents/issue-document.server.ts';
import { numberResultDocuments } from '#app/services/documents/number-result-documents.server.ts';
import { closeBundle } from '#app/services/marking/close-bundle.server.ts';
import { buildDraft } from '#app/services/publication/build-publication.server.ts';
import { confirmPublication } from '#app/services/publication/confirm-publication.server.ts';
import { preparePublication } from '#app/services/publication/prepare-publication.server.ts';
import { releaseDraft } from '#app/services/publication/release-publication.server.ts';
import { writeDraft } from '#app/services/publication/write-publication.server.ts';
import { deliberationMember, deliberationResult } from '#db/schema/deliberation.ts';
import { document } from '#db/schema/document.ts';
import { jury } from '#db/schema/seating.ts';
import { actingAs, type Carried, keyBundle, must, openMarking } from './demo-results.ts';

/** Every bundle marked twice and closed, every jury sealed, results published by two people, documents numbered. */
export async function carryToPublication(carried: Carried & { readonly results: Date }): Promise<void> {
  for (const { id } of await openMarking(carried)) {
    await keyBundle(carried, id, { second: true, slips: false });
    must(await closeBundle(actingAs(carried, 'logistique', 10), { bundleId: id }));
  }
  await deliberate(carried);
  const publisher = (name: string): Ctx => ({ ...actingAs(carried, name, 0), clock: () => carried.results });
  const worker: Ctx = { ...carried.ctx, clock: () => carried.results };
  const prepared = must(
    await preparePublication(publisher('publication1'), { sittingId: carried.sitting.id }),
  );
  await buildDraft(worker, prepared);
  const { draftId } = prepared;
  const { publicationId, taskId } = must(await confirmPublication(publisher('publication2'), { draftId }));
  await writeDraft(worker, { taskId });
  await releaseDraft(worker, { draftId });
  await numberResultDocuments(worker, { publicationId });
  await issueFirstCertificate(carried);
}

async function deliberate(carried: Carried): Promise<void> {
  const juries = await carried.ctx.db
    .select({ id: jury.id })
    .from(jury)
    .where(eq(jury.sittingId, carried.sitting.id))
    .orderBy(asc(jury.number));
  const president = actingAs(carried, 'president', 20);
  for (const { id } of juries) {
    const { deliberationId } = must(await openDeliberation(president, { juryId: id }));
    must(await joinDeliberation(president, { deliberationId }));
    must(await joinDeliberation(actingAs(carried, 'jury', 20), { deliberationId }));
    await rescueSome(president, deliberationId);
    must(await sealDeliberation(president, { deliberationId }));
    must(await signMinutes(president, { deliberationId, signedAs: actorName(president.actor).label }));
  }
}

/** Half of those in the regulation's rescue band are called to the second group; the rest stay as they are. */
async function rescueSome(president: Ctx, deliberationId: string): Promise<void> {
  const rescuable = await president.db
    .select({ dossier: deliberationResult.dossier })
    .from(deliberationResult)
    .where(
      and(
        eq(deliberationResult.deliberationId, deliberationId),
        sql`${deliberationResult.outcome} -> 'rescuable' @> '["secondGroup"]'`,
      ),
    )
    .orderBy(desc(deliberationResult.average), asc(deliberationResult.dossier));
  const dossiers = rescuable.slice(0, Math.ceil(rescuable.length / 2)).map(({ dossier }) => dossier);
  if (dossiers.length === 0) return;
  const present = await president.db
    .select({ userId: deliberationMember.userId })
    .from(deliberationMember)
    .where(eq(deliberationMember.deliberationId, deliberationId));
  const members = present.map(({ userId }) => userId);
  const reason = 'Travail régulier, à moins d’un demi-point de la moyenne demandée';
  must(
    await rescueDossiers(president, { deliberationId, dossiers, decision: 'secondGroup', reason, members }),
  );
}

/** The worker makes all documents in the background; one certificate is ready at once, to be shown at start. */
async function issueFirstCertificate({ ctx }: Carried): Promise<void> {
  const [first] = await ctx.db
    .select({ id: document.id })
    .from(document)
    .where(and(eq(document.kind, 'passCertificate'), eq(document.state, 'pending')))
    .orderBy(asc(document.number))
    .limit(1);
  if (first) await issueDocument(ctx, { documentId: first.id });
}
