import { asc, desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { DraftFailure } from '#app/domain/publication/check-publication.ts';
import type { PublicationStatistics } from '#app/domain/publication/public-statistics.ts';
import type { DraftState } from '#app/domain/publication/states.ts';
import type { Bilingual } from '#app/domain/regulation/schema.ts';
import type { SittingState } from '#app/domain/sitting/states.ts';
import type { Db } from '#db/client.ts';
import { userAccount } from '#db/schema/access.ts';
import { organisation } from '#db/schema/organisation.ts';
import { publication, publicationDraft, publicationRelease } from '#db/schema/publication.ts';
import { regulationVersion, sitting } from '#db/schema/sitting.ts';
import { task } from '#db/schema/task.ts';
import { type VersionState, versionState } from './list-versions.server.ts';

export type PublicationVersion = {
  readonly version: number;
  readonly state: VersionState;
  readonly digest: string;
  readonly fileDigest: string | null;
  readonly reason: string | null;
  readonly publishedAt: Date;
  readonly preparedBy: string;
  readonly confirmedBy: string;
  readonly statistics: PublicationStatistics;
};

export type DraftView = {
  readonly id: string;
  readonly state: DraftState;
  readonly digest: string | null;
  readonly fileDigest: string | null;
  readonly reason: string | null;
  readonly preparedById: string;
  readonly preparedBy: string;
  readonly preparedAt: Date;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Date | null;
  readonly releasesAt: Date | null;
  readonly schoolsFrom: Date | null;
  readonly statistics: PublicationStatistics | null;
  readonly failure: DraftFailure | null;
  readonly task: Pick<
    typeof task.$inferSelect,
    'state' | 'done' | 'total' | 'createdAt' | 'updatedAt'
  > | null;
};

export type ReleaseLine = {
  readonly version: number;
  readonly kind: 'release' | 'rollBack';
  readonly reason: string | null;
  readonly by: string;
  readonly at: Date;
};

/** By the series' code. */
export type SeriesNames = Readonly<Record<string, { readonly name: Bilingual }>>;

export type PublicationPage = {
  readonly organisationId: string;
  readonly timeZone: string;
  readonly sitting: { readonly id: string; readonly name: Bilingual; readonly state: SittingState };
  readonly series: SeriesNames;
  /** Juries with candidates, and how many of them have sealed all they opened. */
  readonly juries: number;
  readonly sealed: number;
  /** What is under way, or was stopped last. */
  readonly draft: DraftView | null;
  readonly versions: readonly PublicationVersion[];
  readonly releases: readonly ReleaseLine[];
};

/** Where a sitting's publication stands. The caller checks the organisation against the actor. */
export async function loadPublicationPage(db: Db, sittingId: string): Promise<PublicationPage | undefined> {
  const [row] = await db
    .select({
      sitting,
      profile: organisation.profile,
      series: sql<SeriesNames>`${regulationVersion.body} -> 'series'`,
    })
    .from(sitting)
    .innerJoin(regulationVersion, eq(regulationVersion.id, sitting.regulationVersionId))
    .innerJoin(organisation, eq(organisation.id, sitting.organisationId))
    .where(eq(sitting.id, sittingId));
  if (!row) return undefined;
  const { id, name, state, organisationId } = row.sitting;
  return {
    organisationId,
    timeZone: row.profile.timeZone,
    sitting: { id, name, state },
    series: namesOf(row.series),
    ...(await countSealed(db, sittingId)),
    draft: await loadDraft(db, sittingId),
    versions: await listVersions(db, sittingId),
    releases: await listReleases(db, sittingId),
  };
}

/** Names only: a page needs nothing else of its series. */
function namesOf(series: SeriesNames): SeriesNames {
  return Object.fromEntries(Object.entries(series).map(([code, { name }]) => [code, { name }]));
}

async function countSealed(db: Db, sittingId: string): Promise<{ juries: number; sealed: number }> {
  const [row] = await db.execute<{ juries: number; sealed: number }>(sql`
    select count(*)::int as juries, (count(*) filter (where
      exists (select 1 from deliberation l where l.jury_id = j.id)
      and not exists (select 1 from deliberation l where l.jury_id = j.id and l.state <> 'sealed')))::int as sealed
    from jury j where j.sitting_id = ${sittingId}
      and exists (select 1 from dossier d where d.jury_id = j.id)`);
  return { juries: row?.juries ?? 0, sealed: row?.sealed ?? 0 };
}

const SHOWN: readonly DraftState[] = ['building', 'prepared', 'confirmed', 'refused'];

async function loadDraft(db: Db, sittingId: string): Promise<DraftView | null> {
  const preparer = alias(userAccount, 'preparer');
  const confirmer = alias(userAccount, 'confirmer');
  const [row] = await db
    .select({
      draft: publicationDraft,
      preparedBy: preparer.displayName,
      confirmedBy: confirmer.displayName,
      task,
    })
    .from(publicationDraft)
    .innerJoin(preparer, eq(preparer.id, publicationDraft.preparedBy))
    .leftJoin(confirmer, eq(confirmer.id, publicationDraft.confirmedBy))
    .leftJoin(task, eq(task.id, publicationDraft.taskId))
    .where(eq(publicationDraft.sittingId, sittingId))
    .orderBy(desc(publicationDraft.preparedAt), desc(sql`(${publicationDraft.closedAt} is null)`))
    .limit(1);
  if (!row || !SHOWN.includes(row.draft.state)) return null;
  const { draft, preparedBy, confirmedBy } = row;
  const { sittingId: _, taskId: __, closedAt: ___, fileName: ____, ...shown } = draft;
  return { ...shown, preparedById: draft.preparedBy, preparedBy, confirmedBy, task: row.task };
}

async function listVersions(db: Db, sittingId: string): Promise<PublicationVersion[]> {
  const preparer = alias(userAccount, 'preparer');
  const confirmer = alias(userAccount, 'confirmer');
  return db
    .select({
      version: publication.version,
      state: versionState,
      digest: publication.digest,
      fileDigest: publication.fileDigest,
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

async function listReleases(db: Db, sittingId: string): Promise<ReleaseLine[]> {
  return db
    .select({
      version: publication.version,
      kind: publicationRelease.kind,
      reason: publicationRelease.reason,
      by: publicationRelease.by,
      at: publicationRelease.at,
    })
    .from(publicationRelease)
    .innerJoin(publication, eq(publication.id, publicationRelease.publicationId))
    .where(eq(publicationRelease.sittingId, sittingId))
    .orderBy(asc(publicationRelease.id));
}
