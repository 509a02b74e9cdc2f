import { eq } from 'drizzle-orm';
import type { AskableStatus } from '#app/domain/documents/status-change.ts';
import { decideDocumentChange } from '#app/services/documents/decide-document-change.server.ts';
import { requestDocumentChange } from '#app/services/documents/request-document-change.server.ts';
import { document, documentChange } from '#db/schema/document.ts';
import { candidate, entry } from '#db/schema/registration.ts';
import type { TestContext } from '#tests/setup/test-context.ts';
import { createUser, type TestUser } from './create-user.ts';

/** Who works on documents at one office: a registrar asks, a publisher decides. */
export async function createDocumentStaff(ctx: TestContext, organisationId: string) {
  const [registrar, publisher] = await Promise.all(
    (['registrar', 'publisher'] as const).map((role) =>
      createUser(ctx.db, { grants: [{ role, organisationId }] }),
    ),
  );
  if (!registrar || !publisher) throw new Error('nobody');
  return {
    registrar: { ...registrar, ctx: ctx.as(registrar.actor) },
    publisher: { ...publisher, ctx: ctx.as(publisher.actor) },
  };
}

/** The open request about a document. */
export async function openChangeOf(ctx: Pick<TestContext, 'db'>, documentId: string): Promise<string> {
  const rows = await ctx.db.select().from(documentChange).where(eq(documentChange.documentId, documentId));
  const open = rows.find(({ state }) => state === 'requested');
  if (!open) throw new Error('nothing waits');
  return open.id;
}

/** Changes a document's status as an office does: a registrar asks, and a publisher confirms where it takes two. */
export async function changeStatusByOffice(
  ctx: TestContext,
  { documentId, status, reason }: { documentId: string; status: AskableStatus; reason: string },
) {
  const [row] = await ctx.db.select().from(document).where(eq(document.id, documentId));
  if (!row) throw new Error('no document');
  const { registrar, publisher } = await createDocumentStaff(ctx, row.organisationId);
  const asked = await requestDocumentChange(registrar.ctx, { documentId, status, reason });
  if (!asked.ok || asked.value.changed) return asked;
  const changeId = await openChangeOf(ctx, documentId);
  return decideDocumentChange(publisher.ctx, { documentId, changeId, decision: 'confirm' });
}

/** The account of the person an entry is of, made if nobody signs in as them yet. */
export async function createHolder(ctx: TestContext, entryId: string): Promise<TestUser> {
  const user = await createUser(ctx.db);
  const [row] = await ctx.db.select().from(entry).where(eq(entry.id, entryId));
  await ctx.db
    .update(candidate)
    .set({ userId: user.id })
    .where(eq(candidate.id, row?.candidateId ?? ''));
  return user;
}
