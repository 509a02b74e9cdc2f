import { aliasedTable, and, asc, eq, ne, sql } from 'drizzle-orm';
import type { Collector } from '#app/domain/documents/hand-over.ts';
import type { DocumentStatus } from '#app/domain/documents/kinds.ts';
import type { Db } from '#db/client.ts';
import { userAccount } from '#db/schema/access.ts';
import { document, documentChange, documentHandOver, documentStatus } from '#db/schema/document.ts';

/** One thing that happened to a document. Reasons are the office's own. */
export type LifeEvent = { readonly id: string; readonly at: Date; readonly by: string | null } & (
  | { readonly kind: 'numbered' | 'issued' }
  | { readonly kind: 'status'; readonly status: DocumentStatus; readonly reason: string }
  | { readonly kind: 'asked'; readonly status: DocumentStatus; readonly reason: string }
  | { readonly kind: 'refusedRequest' | 'withdrawnRequest' }
  | {
      readonly kind: 'handedOver';
      readonly to: Collector;
      readonly collector: string;
      readonly paper: string;
      readonly place: string;
    }
);

export type WaitingChange = {
  readonly id: string;
  readonly status: DocumentStatus;
  readonly reason: string;
  readonly requestedBy: string;
  readonly name: string;
  readonly at: Date;
};

export type DocumentLife = {
  /** The oldest first. */
  readonly events: readonly LifeEvent[];
  readonly waiting: WaitingChange | null;
  readonly handedOver: boolean;
  readonly editions: readonly { readonly id: string; readonly edition: number }[];
};

/** What an issued or numbered document has been through. The caller has checked that the reader may see it. */
export async function loadDocumentLife(
  db: Db,
  row: Pick<typeof document.$inferSelect, 'id' | 'createdAt' | 'issuedAt'>,
): Promise<DocumentLife> {
  const [statuses, changes, given, editions] = await Promise.all([
    statusEvents(db, row.id),
    changesOf(db, row.id),
    handOverOf(db, row.id),
    editionsOf(db, row.id),
  ]);
  const asked = changes.flatMap((change): LifeEvent[] => {
    const { id, status, reason, state, at, decidedAt, name, decider } = change;
    const request: LifeEvent = { id, kind: 'asked', at, by: name, status, reason };
    if (!decidedAt || state === 'requested' || state === 'confirmed') return [request];
    const kind = state === 'refused' ? 'refusedRequest' : 'withdrawnRequest';
    return [request, { id: `${id}-end`, kind, at: decidedAt, by: decider }];
  });
  const events: LifeEvent[] = [
    { id: 'numbered', kind: 'numbered', at: row.createdAt, by: null },
    ...(row.issuedAt ? [{ id: 'issued', kind: 'issued' as const, at: row.issuedAt, by: null }] : []),
    ...asked,
    ...statuses,
    ...given,
  ];
  return {
    // A sort keeps the order of what happened at the same moment: asked before decided.
    events: events.sort((one, other) => one.at.getTime() - other.at.getTime()),
    waiting: changes.find(({ state }) => state === 'requested') ?? null,
    handedOver: given.length > 0,
    editions,
  };
}

async function statusEvents(db: Db, documentId: string): Promise<LifeEvent[]> {
  const rows = await db
    .select({
      id: sql<string>`${documentStatus.id}::text`,
      status: documentStatus.status,
      reason: documentStatus.reason,
      at: documentStatus.at,
      by: userAccount.displayName,
    })
    .from(documentStatus)
    .leftJoin(userAccount, eq(userAccount.id, documentStatus.userId))
    .where(eq(documentStatus.documentId, documentId))
    .orderBy(asc(documentStatus.id));
  return rows.map((row) => ({ ...row, kind: 'status' }));
}

function changesOf(db: Db, documentId: string) {
  const decider = aliasedTable(userAccount, 'decider');
  return db
    .select({
      id: documentChange.id,
      status: documentChange.status,
      reason: documentChange.reason,
      state: documentChange.state,
      requestedBy: documentChange.requestedBy,
      name: userAccount.displayName,
      at: documentChange.requestedAt,
      decidedAt: documentChange.decidedAt,
      decider: decider.displayName,
    })
    .from(documentChange)
    .innerJoin(userAccount, eq(userAccount.id, documentChange.requestedBy))
    .leftJoin(decider, eq(decider.id, documentChange.decidedBy))
    .where(eq(documentChange.documentId, documentId))
    .orderBy(asc(documentChange.requestedAt));
}

async function handOverOf(db: Db, documentId: string): Promise<LifeEvent[]> {
  const rows = await db
    .select({
      to: documentHandOver.to,
      collector: documentHandOver.collector,
      paper: documentHandOver.identityPaper,
      place: documentHandOver.place,
      at: documentHandOver.at,
      by: userAccount.displayName,
    })
    .from(documentHandOver)
    .innerJoin(userAccount, eq(userAccount.id, documentHandOver.handedBy))
    .where(eq(documentHandOver.documentId, documentId));
  return rows.map((row) => ({ ...row, id: 'handedOver', kind: 'handedOver' }));
}

/** The other editions of the same number. */
function editionsOf(db: Db, documentId: string) {
  const self = aliasedTable(document, 'self');
  return db
    .select({ id: document.id, edition: document.edition })
    .from(document)
    .innerJoin(self, and(eq(self.organisationId, document.organisationId), eq(self.number, document.number)))
    .where(and(eq(self.id, documentId), ne(document.id, documentId)))
    .orderBy(asc(document.edition));
}
