import { and, eq, isNull, lt, notExists } from 'drizzle-orm';
import type { Ctx } from '#app/services/context.ts';
import { contactCode, message, rateLimit, roleGrant, userAccount, userSession } from '#db/schema/access.ts';
import { refusedCallback } from '#db/schema/fees.ts';
import { candidate, entryDocument } from '#db/schema/registration.ts';
import { withTx } from '#db/tx.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Forgets what has no use any more and should not be kept: sessions and codes past their end, counters of windows long
 * closed, callbacks refused 90 days ago, and accounts nobody proved within a week (with no entry, no paper, no role, no
 * message waiting). Run by a job each night.
 */
export async function purgeExpired(ctx: Ctx): Promise<{ sessions: number; accounts: number }> {
  return withTx(ctx, 'purgeExpired', { lock: ['purge'] }, async (tx) => {
    const before = (age: number) => new Date(tx.now.getTime() - age);
    const sessions = await tx.db
      .delete(userSession)
      .where(lt(userSession.expiresAt, tx.now))
      .returning({ id: userSession.idHash });
    await tx.db.delete(contactCode).where(lt(contactCode.expiresAt, before(DAY)));
    await tx.db.delete(refusedCallback).where(lt(refusedCallback.lastAt, before(90 * DAY)));
    await tx.db.delete(rateLimit).where(lt(rateLimit.windowStart, before(2 * DAY)));
    const unproven = and(
      isNull(userAccount.emailVerifiedAt),
      isNull(userAccount.phoneVerifiedAt),
      lt(userAccount.createdAt, before(7 * DAY)),
      notExists(tx.db.select().from(candidate).where(eq(candidate.userId, userAccount.id))),
      notExists(tx.db.select().from(entryDocument).where(eq(entryDocument.uploadedBy, userAccount.id))),
      notExists(tx.db.select().from(roleGrant).where(eq(roleGrant.userId, userAccount.id))),
      notExists(tx.db.select().from(contactCode).where(eq(contactCode.userId, userAccount.id))),
      notExists(
        tx.db
          .select()
          .from(message)
          .where(and(eq(message.userId, userAccount.id), isNull(message.sentAt))),
      ),
    );
    const accounts = await tx.db.select({ id: userAccount.id }).from(userAccount).where(unproven);
    for (const { id } of accounts) {
      await tx.db.delete(message).where(eq(message.userId, id));
      await tx.db.delete(userSession).where(eq(userSession.userId, id));
      await tx.db.delete(userAccount).where(eq(userAccount.id, id));
    }
    return { sessions: sessions.length, accounts: accounts.length };
  });
}
