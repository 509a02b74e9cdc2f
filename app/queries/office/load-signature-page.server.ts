import { X509Certificate } from 'node:crypto';
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { organisationsOf, type Reach } from '#app/domain/access/reach.ts';
import { type CertificateWarning, certificateWarning } from '#app/domain/documents/certificate-warning.ts';
import { isSelfMadeAuthority } from '#app/domain/documents/self-made-authority.ts';
import type { Db } from '#db/client.ts';
import { documentCertificate, signingKey } from '#db/schema/document.ts';
import { organisation } from '#db/schema/organisation.ts';
import { publishedList } from '#db/schema/verification.ts';

export type CertificateView = {
  readonly id: string;
  /** The organisation's code. */
  readonly owner: string;
  readonly subject: string;
  /** The name of who vouches for it. */
  readonly issuer: string;
  readonly selfMade: boolean;
  readonly state: 'active' | 'retired' | 'compromised';
  /** Whether what is issued now is sealed with it. */
  readonly inUse: boolean;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly compromisedAt: Date | null;
};

/** The certificates that an organisation's files are and were sealed with, the latest first. */
export async function listOwnCertificates(db: Db, reach: Reach, now: Date): Promise<CertificateView[]> {
  const reached = organisationsOf(reach);
  if (reached.length === 0) return [];
  const rows = await db
    .select({ row: documentCertificate, owner: organisation.code })
    .from(documentCertificate)
    .innerJoin(organisation, eq(organisation.id, documentCertificate.organisationId))
    .where(inArray(documentCertificate.organisationId, [...reached]))
    .orderBy(asc(organisation.code), desc(documentCertificate.createdAt), desc(documentCertificate.id));
  const used = new Set<string>();
  return rows.map(({ row, owner }) => {
    const issuer = issuerOf(row.chain);
    const inUse = !used.has(owner) && row.state === 'active' && row.notBefore <= now && row.notAfter > now;
    if (inUse) used.add(owner);
    const { id, subject, state, notBefore, notAfter, compromisedAt } = row;
    const named = { issuer: nameIn(issuer), selfMade: isSelfMadeAuthority(issuer) };
    return {
      id,
      owner,
      subject: nameIn(subject),
      ...named,
      state,
      inUse,
      notBefore,
      notAfter,
      compromisedAt,
    };
  });
}

/** Empty for a chain that can't be read: a page is no place to fail for it. */
function issuerOf(chain: string): string {
  try {
    return new X509Certificate(chain).issuer;
  } catch {
    return '';
  }
}

/** The name alone, of a subject such as "CN=Office\nOU=…". */
const nameIn = (subject: string): string => /(?:^|[\n,])\s*CN=([^\n]*)/.exec(subject)?.[1] ?? subject;

/** What should be told of the certificates in use, once a certificate. */
export async function listCertificateWarnings(
  db: Db,
  reach: Reach,
  at: { readonly now: Date; readonly demo: boolean },
): Promise<CertificateWarning[]> {
  const certificates = await listOwnCertificates(db, reach, at.now);
  return certificates.flatMap((one) => (one.inUse ? (certificateWarning(one, at) ?? []) : []));
}

export type KeyView = Pick<
  typeof signingKey.$inferSelect,
  'kid' | 'alg' | 'state' | 'notBefore' | 'retiredAt' | 'compromisedAt'
> & { readonly owner: string };

/** The keys that codes are signed with, the latest first. Public halves only. */
export async function listOwnKeys(db: Db, reach: Reach): Promise<KeyView[]> {
  const reached = organisationsOf(reach);
  if (reached.length === 0) return [];
  const { kid, alg, state, notBefore, retiredAt, compromisedAt } = signingKey;
  return db
    .select({ kid, alg, state, notBefore, retiredAt, compromisedAt, owner: organisation.code })
    .from(signingKey)
    .innerJoin(organisation, eq(organisation.id, signingKey.organisationId))
    .where(and(eq(signingKey.purpose, 'documents'), inArray(signingKey.organisationId, [...reached])))
    .orderBy(asc(organisation.code), desc(signingKey.notBefore), desc(signingKey.createdAt));
}

export type ListView = {
  readonly name: string;
  readonly version: number;
  readonly issuedAt: Date;
  readonly nextUpdate: Date;
};

/** The lists that verifiers fetch, by name. */
export async function listServedLists(db: Db): Promise<ListView[]> {
  const { name, version, issuedAt, nextUpdate } = publishedList;
  return db.select({ name, version, issuedAt, nextUpdate }).from(publishedList).orderBy(asc(name));
}
