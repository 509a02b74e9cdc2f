import { and, count, desc, eq, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { PublicationStatistics } from '#app/domain/publication/public-statistics.ts';
import type { Bilingual } from '#app/domain/regulation/schema.ts';
import type { SittingState } from '#app/domain/sitting/states.ts';
import type { Db } from '#db/client.ts';
import { userAccount } from '#db/schema/access.ts';
import { deliberation } from '#db/schema/deliberation.ts';
import { publication, publicationDraft } from '#db/schema/publication.ts';
import { jury } from '#db/schema/seating.ts';
import { sitting } from '#db/schema/sitting.ts';

export type PublicationVersion = {
  readonly version: number;
  readonly digest: string;
  readonly reason: string | null;
  readonly publishedAt: Date;
  readonly preparedBy: string;
  readonly confirmedBy: string;
  readonly statistics: PublicationStatistics;
};
export type PublicationPage = {
  readonly organisationId: string;
  readonly sitting: { readonly id: string; readonly name: Bilingual; readonly state: SittingState };
  /** Juries with candidates, and how many of them have sealed. */
  readonly juries: number;
  readonly sealed: number;
  readonly draft: {
    readonly id: string;
    readonly digest: string;
    readonly reason: string | null;
    readonly preparedById: string;
    readonly preparedBy: string;
    readonly preparedAt: Date;
    readonly statistics: PublicationStatistics;
  } | null;
  readonly versions: readonly PublicationVersion[];
};

/** Where a sitting's publication stands. The caller checks the organisation against the actor. */
export async function loadPublicationPage(db: Db, sittingId: string): Promise<PublicationPage | undefined> {
  const [row] = await db.select().from(sitting).where(eq(sitting.id, sittingId));
  if (!row) return undefined;
  const [juries] = await db
    .select({
      n: count(),
      sealed: sql<number>`(count(*) filter (where ${deliberation.state} = 'sealed'))::int`,
    })
    .from(jury)
    .leftJoin(deliberation, eq(deliberation.juryId, jury.id))
    .where(
      and(eq(jury.sittingId, sittingId), sql`exists (select 1 from dossier d where d.jury_id = ${jury.id})`),
    );
  const [draft] = await db
    .select({
      id: publicationDraft.id,
      digest: publicationDraft.digest,
      reason: publicationDraft.reason,
      preparedById: publicationDraft.preparedBy,
      preparedBy: userAccount.displayName,
      preparedAt: publicationDraft.preparedAt,
      statistics: publicationDraft.statistics,
    })
    .from(publicationDraft)
    .innerJoin(userAccount, eq(userAccount.id, publicationDraft.preparedBy))
    .where(and(eq(publicationDraft.sittingId, sittingId), isNull(publicationDraft.closedAt)))
    .orderBy(desc(publicationDraft.preparedAt))
    .limit(1);
  return {
    organisationId: row.organisationId,
    sitting: { id: row.id, name: row.name, state: row.state },
    juries: juries?.n ?? 0,
    sealed: juries?.sealed ?? 0,
    draft:
      draft?.digest && draft.statistics
        ? { ...draft, digest: draft.digest, statistics: draft.statistics }
        : null,
    versions: await listVersions(db, sittingId),
  };
}

async function listVersions(db: Db, sittingId: string): Promise<PublicationVersion[]> {
  const preparer = alias(userAccount, 'preparer');
  const confirmer = alias(userAccount, 'confirmer');
  return db
    .select({
      version: publication.version,
      digest: publication.digest,
      reason: publication.reason,
      publishedAt: publication.publishedAt,
      preparedBy: preparer.displayName,
      confirmedBy: confirmer.displayName,
      statistics: publication.statistics,
    })
    .from(publication)
    .innerJoin(preparer, eq(preparer.id, publication.preparedBy))
    .innerJoin(confirmer, eq(confirmer.id, publication.confirmedBy))
    .where(eq(publication.sittingId, sittingId))
    .orderBy(desc(publication.version));
}
