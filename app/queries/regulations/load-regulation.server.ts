import { and, asc, desc, eq, ne } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import { type Bilingual, type Regulation, regulationSchema } from '#app/domain/regulation/schema.ts';
import type { SittingState } from '#app/domain/sitting/states.ts';
import { withinReach } from '#app/queries/office/within-reach.ts';
import type { Db } from '#db/client.ts';
import { userAccount } from '#db/schema/access.ts';
import { deliberation } from '#db/schema/deliberation.ts';
import { regulationDraft } from '#db/schema/regulation.ts';
import { regulationVersion, sitting } from '#db/schema/sitting.ts';

export type VersionLine = { readonly id: string; readonly version: number; readonly createdAt: Date };
export type SittingUnder = {
  readonly id: string;
  readonly name: Bilingual;
  readonly state: SittingState;
  readonly versionId: string;
};
export type VersionView = {
  readonly id: string;
  readonly organisationId: string;
  readonly code: string;
  readonly version: number;
  readonly hash: string;
  readonly createdAt: Date;
  readonly regulation: Regulation;
  readonly versions: readonly VersionLine[];
  readonly draftId: string | null;
  /** Sittings of the regulation that are being prepared, and those under this version. */
  readonly sittings: readonly SittingUnder[];
};

/** One version with what surrounds it; undefined out of reach. */
export async function loadVersion(db: Db, reach: Reach, versionId: string): Promise<VersionView | undefined> {
  const [row] = await db
    .select()
    .from(regulationVersion)
    .where(and(eq(regulationVersion.id, versionId), withinReach(reach, regulationVersion.organisationId)));
  if (!row) return undefined;
  const { body, ...version } = row;
  const [draft] = await db
    .select({ id: regulationDraft.id })
    .from(regulationDraft)
    .where(and(eq(regulationDraft.organisationId, row.organisationId), eq(regulationDraft.code, row.code)));
  return {
    ...version,
    regulation: regulationSchema.parse(body),
    versions: await listVersions(db, row.organisationId, row.code),
    draftId: draft?.id ?? null,
    sittings: await listSittings(db, row.organisationId, row.code),
  };
}

async function listVersions(db: Db, organisationId: string, code: string): Promise<VersionLine[]> {
  return db
    .select({
      id: regulationVersion.id,
      version: regulationVersion.version,
      createdAt: regulationVersion.createdAt,
    })
    .from(regulationVersion)
    .where(and(eq(regulationVersion.organisationId, organisationId), eq(regulationVersion.code, code)))
    .orderBy(desc(regulationVersion.version));
}

async function listSittings(db: Db, organisationId: string, code: string): Promise<SittingUnder[]> {
  return db
    .select({
      id: sitting.id,
      name: sitting.name,
      state: sitting.state,
      versionId: sitting.regulationVersionId,
    })
    .from(sitting)
    .innerJoin(regulationVersion, eq(regulationVersion.id, sitting.regulationVersionId))
    .where(and(eq(sitting.organisationId, organisationId), eq(regulationVersion.code, code)))
    .orderBy(desc(sitting.year), asc(sitting.id));
}

export type DraftView = {
  readonly id: string;
  readonly organisationId: string;
  readonly code: string;
  readonly text: string;
  readonly revision: number;
  readonly updatedBy: string;
  readonly updatedAt: Date;
  /** The last version kept. */
  readonly latest: VersionLine | null;
};

export async function loadDraft(db: Db, reach: Reach, draftId: string): Promise<DraftView | undefined> {
  const [row] = await db
    .select({ draft: regulationDraft, updatedBy: userAccount.displayName })
    .from(regulationDraft)
    .innerJoin(userAccount, eq(userAccount.id, regulationDraft.updatedBy))
    .where(and(eq(regulationDraft.id, draftId), withinReach(reach, regulationDraft.organisationId)));
  if (!row) return undefined;
  const { organisationId, code } = row.draft;
  const [latest] = await listVersions(db, organisationId, code);
  return { ...row.draft, updatedBy: row.updatedBy, latest: latest ?? null };
}

/** Past sittings of an office whose marks another version can be tried on: a first deliberation is sealed. */
export async function listComparable(
  db: Db,
  organisationId: string,
  code: string,
): Promise<{ id: string; name: Bilingual }[]> {
  return db
    .selectDistinct({ id: sitting.id, name: sitting.name, year: sitting.year })
    .from(sitting)
    .innerJoin(regulationVersion, eq(regulationVersion.id, sitting.regulationVersionId))
    .innerJoin(
      deliberation,
      and(eq(deliberation.sittingId, sitting.id), eq(deliberation.round, 1), ne(deliberation.state, 'open')),
    )
    .where(and(eq(sitting.organisationId, organisationId), eq(regulationVersion.code, code)))
    .orderBy(desc(sitting.year));
}
