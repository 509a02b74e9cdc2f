import { asc, desc, eq, inArray } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import { type Bilingual, regulationSchema } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { userAccount } from '#db/schema/access.ts';
import { regulationDraft } from '#db/schema/regulation.ts';
import { regulationVersion, sitting } from '#db/schema/sitting.ts';

export type RegulationLine = {
  readonly code: string;
  readonly organisationId: string;
  readonly name: Bilingual;
  readonly status: 'official' | 'to-confirm';
  readonly latest: { readonly id: string; readonly version: number; readonly createdAt: Date };
  readonly versions: number;
  /** Sittings that run under one of its versions. */
  readonly sittings: number;
  readonly draft: { readonly id: string; readonly by: string; readonly at: Date } | null;
};

/** The regulations of the offices the reader writes them for, by code, with the last version of each. */
export async function listRegulations(db: Db, { organisations }: Reach): Promise<RegulationLine[]> {
  if (organisations.length === 0) return [];
  const mine = [...organisations];
  const versions = await db
    .select()
    .from(regulationVersion)
    .where(inArray(regulationVersion.organisationId, mine))
    .orderBy(asc(regulationVersion.code), desc(regulationVersion.version));
  const drafts = await db
    .select({
      id: regulationDraft.id,
      organisationId: regulationDraft.organisationId,
      code: regulationDraft.code,
      by: userAccount.displayName,
      at: regulationDraft.updatedAt,
    })
    .from(regulationDraft)
    .innerJoin(userAccount, eq(userAccount.id, regulationDraft.updatedBy))
    .where(inArray(regulationDraft.organisationId, mine));
  const used = await db
    .select({ versionId: sitting.regulationVersionId })
    .from(sitting)
    .where(inArray(sitting.organisationId, mine));
  const lines = new Map<string, RegulationLine>();
  for (const row of versions) {
    const key = `${row.organisationId} ${row.code}`;
    const sittings = used.filter(({ versionId }) => versionId === row.id).length;
    const known = lines.get(key);
    if (known) {
      lines.set(key, { ...known, versions: known.versions + 1, sittings: known.sittings + sittings });
      continue;
    }
    const { name, status } = regulationSchema.parse(row.body);
    const { code, organisationId, id, version, createdAt } = row;
    const draft = drafts.find((one) => one.code === code && one.organisationId === organisationId) ?? null;
    lines.set(key, {
      code,
      organisationId,
      name,
      status,
      latest: { id, version, createdAt },
      versions: 1,
      sittings,
      draft,
    });
  }
  return [...lines.values()];
}
