import { asc, desc, eq, or, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { isReleased, isWaiting } from '#db/released.ts';
import { publication } from '#db/schema/publication.ts';
import { exam, sitting } from '#db/schema/sitting.ts';

export type VersionState = 'read' | 'waiting' | 'earlier' | 'neverRead';

/** What a version is to its readers: read by everyone now, waiting for its hour, read once, or given up before its hour. */
export const versionState = sql<VersionState>`case when ${isReleased} then 'read' when ${isWaiting} then 'waiting'
  when exists (select 1 from publication_release r where r.publication_id = "publication"."id") then 'earlier'
  else 'neverRead' end`;

/** Sittings with results, by id or by code ("BEPC-2027"); all without one. */
export async function findSittings(
  db: Db,
  idOrCode: string | undefined,
): Promise<{ readonly id: string; readonly code: string }[]> {
  const code = sql<string>`${exam.code} || '-' || ${sitting.year}`;
  return db
    .selectDistinct({ id: sitting.id, code })
    .from(publication)
    .innerJoin(sitting, eq(sitting.id, publication.sittingId))
    .innerJoin(exam, eq(exam.id, sitting.examId))
    .where(
      idOrCode === undefined
        ? undefined
        : or(sql`${sitting.id}::text = ${idOrCode}`, sql`${code} = ${idOrCode}`),
    )
    .orderBy(asc(code));
}

export type VersionLine = {
  readonly version: number;
  readonly state: VersionState;
  readonly publishedAt: Date;
  readonly digest: string;
  readonly reason: string | null;
  readonly file: string | null;
};

/** The versions of a sitting's results, the latest first. */
export async function listVersions(db: Db, sittingId: string): Promise<VersionLine[]> {
  return db
    .select({
      version: publication.version,
      state: versionState,
      publishedAt: publication.publishedAt,
      digest: publication.digest,
      reason: publication.reason,
      file: sql<
        string | null
      >`case when ${publication.fileDigest} is null then null else ${publication.snapshotKey} end`,
    })
    .from(publication)
    .where(eq(publication.sittingId, sittingId))
    .orderBy(desc(publication.version));
}
