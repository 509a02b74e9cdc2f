import { and, asc, eq, gt } from 'drizzle-orm';
import { buildPublication, lineOf, type ResultLine } from '#app/domain/publication/build-snapshot.ts';
import type { PublishedResult } from '#app/domain/publication/published-result.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadSittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { findReleased } from '#db/released.ts';
import { publication, publishedResult } from '#db/schema/publication.ts';
import { headOf } from './build-publication.server.ts';
import { findDraft } from './hold-draft.server.ts';
import { pointerTo } from './point-results.server.ts';

const BATCH = 1000;

export type VerifiedVersion = {
  readonly version: number;
  readonly results: number;
  /** Whether every web process is told to read it. */
  readonly pointed: boolean;
  /** In plain words; empty when all is as it was published. */
  readonly problems: readonly string[];
};

/**
 * Reads every version of a sitting again: the file's bytes against the digest written with its rows, the rows against the
 * digest two people agreed on, and the pointer against the last release.
 */
export async function verifyResults(
  ctx: Ctx,
  { sittingId }: { readonly sittingId: string },
): Promise<readonly VerifiedVersion[]> {
  const versions = await ctx.db
    .select()
    .from(publication)
    .where(eq(publication.sittingId, sittingId))
    .orderBy(asc(publication.version));
  const pointer = (await ctx.adapters.results.pointers()).find((one) => one.sittingId === sittingId);
  const read = await findReleased(ctx.db, sittingId);
  const verified: VerifiedVersion[] = [];
  for (const one of versions) {
    const pointed = pointer?.publicationId === one.id;
    const isRead = read?.id === one.id;
    const rows = await verifyRows(ctx, one);
    const problems = [
      ...(await verifyFile(ctx, one)),
      ...rows.problems,
      ...(pointed && !isRead ? ['is pointed at, and is not the version released last'] : []),
      ...(isRead && !pointed && pointerTo(one) ? ['was released last, and is not pointed at'] : []),
    ];
    verified.push({ version: one.version, results: rows.results, pointed, problems });
  }
  return verified;
}

type Version = typeof publication.$inferSelect;

async function verifyFile(ctx: Ctx, { fileDigest, snapshotKey }: Version): Promise<string[]> {
  if (!fileDigest) return ['has no file: it was published before there were any'];
  const now = await ctx.adapters.results.digestOf(snapshotKey);
  if (now === undefined) return [`its file ${snapshotKey} is not there`];
  return now === fileDigest ? [] : [`the bytes of ${snapshotKey} are not those that were published`];
}

/** The digest is of everything that two people agreed on: it is counted again from the rows alone. */
async function verifyRows(ctx: Ctx, version: Version): Promise<{ results: number; problems: string[] }> {
  const lines: ResultLine[] = [];
  for (let after = ''; ; ) {
    const rows = await ctx.db
      .select({ body: publishedResult.body, tableNumber: publishedResult.tableNumber })
      .from(publishedResult)
      .where(and(eq(publishedResult.publicationId, version.id), gt(publishedResult.tableNumber, after)))
      .orderBy(asc(publishedResult.tableNumber))
      .limit(BATCH);
    for (const { body } of rows) lines.push(lineOf(body as PublishedResult));
    const last = rows.at(-1);
    if (!last) break;
    after = last.tableNumber;
  }
  const draft = await findDraft(ctx.db, version.id);
  const facts = await loadSittingFacts(ctx.db, version.sittingId);
  // Versions published before a draft bore its publication's id have a digest of another form.
  if (!draft || !facts) return { results: lines.length, problems: [] };
  const built = buildPublication(headOf(facts, draft, version.version), lines);
  const same = built.ok && built.value.digest === version.digest;
  return {
    results: lines.length,
    problems: same ? [] : ['its rows are not those that two people agreed on'],
  };
}
