import { and, desc, eq, gt, lte } from 'drizzle-orm';
import type { Ctx } from '#app/services/context.ts';
import type { Db } from '#db/client.ts';
import { documentCertificate } from '#db/schema/document.ts';
import { organisation } from '#db/schema/organisation.ts';
import { withTx } from '#db/tx.ts';
import { insertCertificate } from './insert-certificate.server.ts';

/** Like a documents key's: nobody outside vouches for it, so nothing is gained by a shorter one. */
const SELF_MADE_YEARS = 10;

/**
 * The certificate an organisation's PDFs dated `at` are sealed with: one whose span holds that day, else today. Where none was imported one is made, with an
 * authority of its own, under a lock, so that two processes starting at once make one: good for a demonstration, and for
 * our own check, but other readers don't know that authority, which is logged as a warning each time one is made.
 */
export async function ensureCertificate(
  ctx: Ctx,
  organisationId: string,
  at: Date = ctx.clock(),
): Promise<{ readonly id: string }> {
  const find = async (db: Pick<Db, 'select'>) =>
    (await findActiveCertificate(db, organisationId, at)) ??
    findActiveCertificate(db, organisationId, ctx.clock());
  const found = await find(ctx.db);
  if (found) return found;
  const [owner] = await ctx.db
    .select({ profile: organisation.profile })
    .from(organisation)
    .where(eq(organisation.id, organisationId));
  if (!owner) throw new Error(`no organisation ${organisationId}`);
  const year = at.getUTCFullYear();
  const made = await ctx.adapters.certificates.selfMade({
    name: owner.profile.name.fr,
    notBefore: new Date(Date.UTC(year, 0, 1)),
    notAfter: new Date(Date.UTC(year + SELF_MADE_YEARS, 0, 1)),
  });
  const lock = [certificateLock(organisationId)];
  const { id, own } = await withTx(ctx, 'ensureCertificate', { lock }, async (tx) => {
    const winner = await find(tx.db);
    if (winner) return { ...winner, own: false };
    return { id: await insertCertificate(tx, organisationId, made), own: true };
  });
  if (own)
    ctx.log.warn(
      { organisationId, certificateId: id },
      'PDFs are sealed with a certificate this installation made itself: other readers cannot tell whose it is. Import the office\'s own with "palmares certificates import".',
    );
  return { id };
}

/** Held by whoever adds or retires a certificate of an organisation. */
export const certificateLock = (organisationId: string): string => `document-certificate:${organisationId}`;

/** The latest imported goes before the one made here: it was added later. */
async function findActiveCertificate(
  db: Pick<Db, 'select'>,
  organisationId: string,
  at: Date,
): Promise<{ id: string } | undefined> {
  const [row] = await db
    .select({ id: documentCertificate.id })
    .from(documentCertificate)
    .where(
      and(
        eq(documentCertificate.organisationId, organisationId),
        eq(documentCertificate.state, 'active'),
        lte(documentCertificate.notBefore, at),
        gt(documentCertificate.notAfter, at),
      ),
    )
    .orderBy(desc(documentCertificate.createdAt), desc(documentCertificate.id))
    .limit(1);
  return row;
}
