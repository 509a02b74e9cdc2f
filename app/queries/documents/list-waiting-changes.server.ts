import { and, asc, eq, ne, sql } from 'drizzle-orm';
import { type Actor, grantsFor } from '#app/domain/access/actor.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import type { Waiting } from '#app/queries/office/list-waiting.server.ts';
import { withinReach } from '#app/queries/office/within-reach.ts';
import type { Db } from '#db/client.ts';
import { userAccount } from '#db/schema/access.ts';
import { document, documentChange } from '#db/schema/document.ts';

type User = Extract<Actor, { kind: 'user' }>;
const MOST = 50;

/** What is asked about documents and not decided, for those who ask and those who decide; the oldest first. */
export function listWaitingChanges(db: Db, actor: User) {
  const reach = reachOf(actor, 'document.confirm', 'document.manage');
  return db
    .select({
      id: documentChange.id,
      documentId: document.id,
      number: document.number,
      kind: document.kind,
      status: documentChange.status,
      name: userAccount.displayName,
      at: documentChange.requestedAt,
    })
    .from(documentChange)
    .innerJoin(document, eq(document.id, documentChange.documentId))
    .innerJoin(userAccount, eq(userAccount.id, documentChange.requestedBy))
    .where(and(eq(documentChange.state, 'requested'), withinReach(reach, document.organisationId)))
    .orderBy(asc(documentChange.requestedAt))
    .limit(MOST);
}

/** How many of them this person may decide: none they asked for themselves. */
export async function documentChangesToDecide(db: Db, actor: User): Promise<Waiting[]> {
  if (grantsFor(actor, 'document.confirm').length === 0) return [];
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(documentChange)
    .innerJoin(document, eq(document.id, documentChange.documentId))
    .where(
      and(
        eq(documentChange.state, 'requested'),
        ne(documentChange.requestedBy, actor.id),
        withinReach(reachOf(actor, 'document.confirm'), document.organisationId),
      ),
    );
  return row && row.count > 0
    ? [{ kind: 'documentChanges', count: row.count, about: null, href: '/bureau/documents#attente' }]
    : [];
}
