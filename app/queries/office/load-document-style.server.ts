import { desc, eq, inArray } from 'drizzle-orm';
import { organisationsOf, type Reach } from '#app/domain/access/reach.ts';
import { documentStyleSchema } from '#app/domain/documents/style.ts';
import type { Db } from '#db/client.ts';
import { userAccount } from '#db/schema/access.ts';
import { documentStyle, documentTemplate } from '#db/schema/document.ts';
import { organisation } from '#db/schema/organisation.ts';

const HISTORY = 30;

/** The organisations in reach, by code: each has one style. */
async function listOwners(db: Db, reach: Reach) {
  const owners = organisationsOf(reach);
  if (owners.length === 0) return [];
  return db
    .select({ id: organisation.id, profile: organisation.profile })
    .from(organisation)
    .where(inArray(organisation.id, [...owners]))
    .orderBy(organisation.code);
}

/** An organisation in reach (the first when none is named) with its style, at one version or the latest, and its history. */
export async function loadDocumentStylePage(
  db: Db,
  reach: Reach,
  { organisationId, version }: { organisationId?: string | undefined; version?: number | undefined } = {},
) {
  const owners = await listOwners(db, reach);
  const owner = organisationId ? owners.find(({ id }) => id === organisationId) : owners[0];
  if (!owner) return undefined;
  const versions = await db
    .select({
      version: documentStyle.version,
      body: documentStyle.body,
      at: documentStyle.createdAt,
      by: userAccount.displayName,
    })
    .from(documentStyle)
    .leftJoin(userAccount, eq(userAccount.id, documentStyle.createdBy))
    .where(eq(documentStyle.organisationId, owner.id))
    .orderBy(desc(documentStyle.version))
    .limit(HISTORY);
  const wanted = version === undefined ? versions[0] : versions.find((one) => one.version === version);
  if (version !== undefined && !wanted) return undefined;
  return {
    owner,
    owners: owners.map(({ id, profile }) => ({ id, name: profile.shortName })),
    latest: versions[0]?.version ?? 0,
    style: wanted && documentStyleSchema.parse(wanted.body),
    history: versions.map(({ body: _, ...row }) => row),
  };
}

/** When each template version was first used, and what it drew of its specimen then. */
export async function listTemplates(db: Db) {
  return db.select().from(documentTemplate).orderBy(documentTemplate.kind, documentTemplate.version);
}
