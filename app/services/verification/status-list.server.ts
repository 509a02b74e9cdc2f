import { and, between, count, desc, eq } from 'drizzle-orm';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { packStatuses, signStatusList } from '#app/domain/verification/status-list.ts';
import { placeOf, STATUS_LIST_SIZE } from '#app/domain/verification/status-places.ts';
import type { Ctx } from '#app/services/context.ts';
import { type ActiveKey, ensureSigningKey } from '#app/services/documents/signing-keys.server.ts';
import { document, documentStatus } from '#db/schema/document.ts';
import { organisation } from '#db/schema/organisation.ts';
import { countStatusLists } from './count-status-lists.server.ts';
import { statusListUri } from './trust-list.server.ts';

/** A copy may answer for a day without amber, and is no longer one after thirty. */
export const STATUS_TTL_SECONDS = 24 * 3600;
const EXPIRY_SECONDS = 30 * 24 * 3600;

/** One status list of one organisation; its first is number 0. */
export type StatusListName = { readonly id: string; readonly code: string; readonly list: number };

const coveredBy = ({ id, list }: StatusListName) =>
  and(
    eq(document.organisationId, id),
    between(document.statusIndex, list * STATUS_LIST_SIZE, (list + 1) * STATUS_LIST_SIZE - 1),
  );

/** How many changes of status a list holds. Changes are only ever added: the same number is the same content. */
export async function countChanges(ctx: Ctx, name: StatusListName): Promise<number> {
  const [row] = await ctx.db
    .select({ changes: count() })
    .from(documentStatus)
    .innerJoin(document, eq(document.id, documentStatus.documentId))
    .where(coveredBy(name));
  return row?.changes ?? 0;
}

/** Signs a status list as it stands now: two bits a document, small while few have changed. */
export async function signStatuses(ctx: Ctx, name: StatusListName, key: ActiveKey): Promise<string> {
  const { code, list } = name;
  const changed = await ctx.db
    .selectDistinctOn([documentStatus.documentId], {
      index: document.statusIndex,
      status: documentStatus.status,
    })
    .from(documentStatus)
    .innerJoin(document, eq(document.id, documentStatus.documentId))
    .where(coveredBy(name))
    .orderBy(documentStatus.documentId, desc(documentStatus.id));
  const issuedAt = Math.floor(ctx.clock().getTime() / 1000);
  const content = {
    uri: statusListUri(ctx, code, list),
    issuedAt,
    ttl: STATUS_TTL_SECONDS,
    expiresAt: issuedAt + EXPIRY_SECONDS,
    first: list * STATUS_LIST_SIZE,
    bytes: packStatuses(
      STATUS_LIST_SIZE,
      changed.map(({ index, status }) => [placeOf(index).place, status] as const),
    ),
  };
  return signStatusList(content, key, (bytes) => ctx.adapters.signer.sign(key.kid, bytes));
}

/** The signed Token Status List of one organisation, made now. */
export async function publishStatusList(
  ctx: Ctx,
  organisationCode: string,
  list = 0,
): Promise<Verdict<string, 'organisation.unknown' | 'statusList.unknown'>> {
  const [owner] = await ctx.db.select().from(organisation).where(eq(organisation.code, organisationCode));
  if (!owner) return refuse('organisation.unknown');
  if (list >= (await countStatusLists(ctx.db, owner.id))) return refuse('statusList.unknown');
  const key = await ensureSigningKey(ctx, owner.id);
  return accept(await signStatuses(ctx, { id: owner.id, code: owner.code, list }, key));
}
