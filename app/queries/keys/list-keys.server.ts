import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { signingKey } from '#db/schema/document.ts';
import { organisation } from '#db/schema/organisation.ts';
import { publishedList } from '#db/schema/verification.ts';

export type KeyLine = {
  readonly kid: string;
  /** The organisation's code; `null` for the root. */
  readonly organisation: string | null;
  readonly alg: string;
  readonly state: string;
  readonly notBefore: Date;
  readonly retiredAt: Date | null;
  readonly compromisedAt: Date | null;
  /** Whether its private half is kept here, wrapped. */
  readonly here: boolean;
};

/** Every signing key, roots first, then by organisation and year. Public halves only. */
export async function listKeys(db: Db): Promise<KeyLine[]> {
  const rows = await db
    .select({ key: signingKey, organisation: organisation.code })
    .from(signingKey)
    .leftJoin(organisation, eq(organisation.id, signingKey.organisationId))
    .orderBy(asc(organisation.code), asc(signingKey.notBefore), asc(signingKey.createdAt));
  const lines = rows.map(({ key, organisation: owner }) => ({
    kid: key.kid,
    organisation: owner,
    alg: key.alg,
    state: key.state,
    notBefore: key.notBefore,
    retiredAt: key.retiredAt,
    compromisedAt: key.compromisedAt,
    here: key.wrappedPrivate !== null,
  }));
  return [
    ...lines.filter((line) => line.organisation === null),
    ...lines.filter((line) => line.organisation !== null),
  ];
}

export type PublishedLine = Omit<typeof publishedList.$inferSelect, 'token'>;

/** The lists that are served, without their text. */
export async function listPublished(db: Db): Promise<PublishedLine[]> {
  const { name, version, issuedAt, nextUpdate } = publishedList;
  return db.select({ name, version, issuedAt, nextUpdate }).from(publishedList).orderBy(asc(name));
}

/** The root key in force, its private half as it is wrapped. */
export async function findRootKey(db: Db): Promise<typeof signingKey.$inferSelect | undefined> {
  const [row] = await db
    .select()
    .from(signingKey)
    .where(and(isNull(signingKey.organisationId), eq(signingKey.state, 'active')))
    .orderBy(desc(signingKey.createdAt))
    .limit(1);
  return row;
}
