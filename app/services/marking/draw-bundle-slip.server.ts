import { asc, eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { officeOf } from '#app/domain/documents/office.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadSittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { bundle, script } from '#db/schema/marking.ts';

export type DrawnSlip = { readonly bytes: Uint8Array; readonly fileName: string };

/**
 * The slip of a bundle as a PDF: its codes in order and where to sign, nothing of a candidate. Drawn when asked for, never
 * kept. Who: `bundle.manage`.
 */
export async function drawBundleSlip(
  ctx: Ctx,
  { bundleId }: { readonly bundleId: string },
): Promise<Verdict<DrawnSlip, 'bundle.notFound'>> {
  const [row] = await ctx.db.select().from(bundle).where(eq(bundle.id, bundleId));
  if (!row || !authorise(ctx.actor, 'bundle.manage', row).ok) return refuse('bundle.notFound');
  const facts = await loadSittingFacts(ctx.db, row.sittingId);
  if (!facts) return refuse('bundle.notFound');
  const scripts = await ctx.db
    .select({ code: script.code })
    .from(script)
    .where(eq(script.bundleId, bundleId))
    .orderBy(asc(script.position));
  const { profile } = facts.organisation;
  const paper = facts.regulation.papers[row.paperCode]?.name ?? { fr: row.paperCode };
  const bytes = await ctx.adapters.documents.bundleSlip({
    office: officeOf(profile, facts.style),
    title: `Bordereau · ${paper.fr} · lot ${row.number}`,
    sitting: facts.sitting.name,
    paper,
    number: row.number,
    round: row.round,
    codes: scripts.map(({ code }) => code),
    printedOn: localDate(ctx.clock(), profile.timeZone),
  });
  return accept({ bytes, fileName: `bordereau-${row.paperCode}-${row.number}.pdf` });
}
