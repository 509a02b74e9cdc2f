import { desc, eq } from 'drizzle-orm';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { packStatuses, signStatusList } from '#app/domain/verification/status-list.ts';
import type { Ctx } from '#app/services/context.ts';
import { STATUS_LIST_SIZE } from '#app/services/documents/request-document.server.ts';
import { ensureSigningKey } from '#app/services/documents/signing-keys.server.ts';
import { document, documentStatus } from '#db/schema/document.ts';
import { organisation } from '#db/schema/organisation.ts';
import { statusListUri } from './trust-list.server.ts';

/** A copy may answer for a day without amber, and is no longer one after thirty. */
const TTL_SECONDS = 24 * 3600;
const EXPIRY_SECONDS = 30 * 24 * 3600;

/** The signed Token Status List of one organisation: two bits a document, small while few have changed. */
export async function publishStatusList(
  ctx: Ctx,
  organisationCode: string,
): Promise<Verdict<string, 'organisation.unknown'>> {
  const [owner] = await ctx.db.select().from(organisation).where(eq(organisation.code, organisationCode));
  if (!owner) return refuse('organisation.unknown');
  const changed = await ctx.db
    .selectDistinctOn([documentStatus.documentId], {
      index: document.statusIndex,
      status: documentStatus.status,
    })
    .from(documentStatus)
    .innerJoin(document, eq(document.id, documentStatus.documentId))
    .where(eq(document.organisationId, owner.id))
    .orderBy(documentStatus.documentId, desc(documentStatus.id));
  const key = await ensureSigningKey(ctx, owner.id);
  const issuedAt = Math.floor(ctx.clock().getTime() / 1000);
  const content = {
    uri: statusListUri(ctx, owner.code),
    issuedAt,
    ttl: TTL_SECONDS,
    expiresAt: issuedAt + EXPIRY_SECONDS,
    bytes: packStatuses(
      STATUS_LIST_SIZE,
      changed.map(({ index, status }) => [index, status] as const),
    ),
  };
  return accept(await signStatusList(content, key, (bytes) => ctx.adapters.signer.sign(key.kid, bytes)));
}
