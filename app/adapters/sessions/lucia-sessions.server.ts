import { createHash } from 'node:crypto';
import { eq, lte } from 'drizzle-orm';
import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from 'lucia';
import type { Clock } from '#app/adapters/clock/port.ts';
import type { Db } from '#db/client.ts';
import { userAccount, userSession } from '#db/schema/access.ts';
import type { SessionPort } from './port.ts';

/** What is stored in place of a session's id. */
export function hashSessionId(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('hex');
}

const asUser = (id: string): DatabaseUser => ({ id, attributes: {} });

function databaseAdapter(db: Db, clock: Clock): Adapter {
  const byId = (sessionId: string) => eq(userSession.idHash, hashSessionId(sessionId));
  return {
    async getSessionAndUser(sessionId) {
      const [row] = await db
        .select({
          userId: userSession.userId,
          expiresAt: userSession.expiresAt,
          disabledAt: userAccount.disabledAt,
        })
        .from(userSession)
        .innerJoin(userAccount, eq(userAccount.id, userSession.userId))
        .where(byId(sessionId));
      if (!row || row.disabledAt) return [null, null];
      return [
        { id: sessionId, userId: row.userId, expiresAt: row.expiresAt, attributes: {} },
        asUser(row.userId),
      ];
    },
    async getUserSessions(userId) {
      const rows = await db.select().from(userSession).where(eq(userSession.userId, userId));
      return rows.map(
        (row): DatabaseSession => ({
          id: row.idHash,
          userId: row.userId,
          expiresAt: row.expiresAt,
          attributes: {},
        }),
      );
    },
    async setSession(session) {
      await db
        .insert(userSession)
        .values({ idHash: hashSessionId(session.id), userId: session.userId, expiresAt: session.expiresAt });
    },
    async updateSessionExpiration(sessionId, expiresAt) {
      await db.update(userSession).set({ expiresAt }).where(byId(sessionId));
    },
    async deleteSession(sessionId) {
      await db.delete(userSession).where(byId(sessionId));
    },
    async deleteUserSessions(userId) {
      await db.delete(userSession).where(eq(userSession.userId, userId));
    },
    async deleteExpiredSessions() {
      await db.delete(userSession).where(lte(userSession.expiresAt, clock()));
    },
  };
}

/**
 * Lucia 3 is no longer developed, so it stays behind this file (docs/decisions/004-lucia.md).
 * Sessions last 14 days and renew themselves while they are used.
 */
export function luciaSessions(db: Db, clock: Clock, { secure }: { secure: boolean }): SessionPort {
  const lucia = new Lucia(databaseAdapter(db, clock), {
    sessionExpiresIn: new TimeSpan(14, 'd'),
    sessionCookie: { name: 'palmares_session', attributes: { secure, sameSite: 'lax', path: '/' } },
  });
  return {
    async open(userId) {
      const session = await lucia.createSession(userId, {});
      return lucia.createSessionCookie(session.id).serialize();
    },
    async read(cookieHeader) {
      const sessionId = lucia.readSessionCookie(cookieHeader ?? '');
      if (!sessionId) return undefined;
      const { session } = await lucia.validateSession(sessionId);
      if (!session) return undefined;
      return session.fresh
        ? { userId: session.userId, setCookie: lucia.createSessionCookie(session.id).serialize() }
        : { userId: session.userId };
    },
    async close(cookieHeader) {
      const sessionId = lucia.readSessionCookie(cookieHeader ?? '');
      if (sessionId) await lucia.invalidateSession(sessionId);
      return lucia.createBlankSessionCookie().serialize();
    },
    closeAll: (userId) => lucia.invalidateUserSessions(userId),
  };
}
