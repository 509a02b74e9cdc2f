import { and, desc, eq, gt, inArray, lte } from 'drizzle-orm';
import { digestOf } from '#app/domain/shared/digest.ts';
import { parseJws } from '#app/domain/verification/jws.ts';
import { nextYearToPrepare, yearStart } from '#app/domain/verification/key-span.ts';
import { signTrustList, type TrustList, trustListSchema } from '#app/domain/verification/trust-list.ts';
import type { Ctx } from '#app/services/context.ts';
import {
  type ActiveKey,
  ensureSigningKey,
  findActiveKey,
} from '#app/services/documents/signing-keys.server.ts';
import { signingKey } from '#db/schema/document.ts';
import { organisation } from '#db/schema/organisation.ts';
import { countStatusLists } from './count-status-lists.server.ts';
import {
  findPublished,
  keepPublished,
  type PublishedList,
  statusListName,
} from './published-lists.server.ts';
import { countChanges, STATUS_TTL_SECONDS, type StatusListName, signStatuses } from './status-list.server.ts';
import {
  loadRoot,
  loadTrustContent,
  statusListUri,
  TRUST_LIST_SECONDS,
  type TrustContent,
} from './trust-list.server.ts';

/** Unchanged lists are signed again long before a copy made of them grows old. */
const STATUS_RESIGNED_SECONDS = 3600;
const TRUST_RESIGNED_SECONDS = 24 * 3600;
/** A root kept offline is asked for this long before its list ends. */
const OFFLINE_NOTICE_SECONDS = 14 * 24 * 3600;
/** Another process may publish at the same time: who comes second looks again. */
const TRIES = 3;

/** Why the root key, kept offline, must sign: the list no longer says what is so, or it ends soon. */
export type AwaitedSignature = 'changed' | 'ending';

const seconds = (date: Date) => Math.floor(date.getTime() / 1000);
const moment = (at: number) => new Date(at * 1000);

/**
 * Signs the trust list and every status list that changed since, or that grow old, and keeps them to be served. What a
 * stopped worker or an offline root leaves unsigned stays served as it is: verifiers then say amber.
 */
export async function publishLists(
  ctx: Ctx,
): Promise<{ readonly signed: readonly string[]; readonly awaited?: AwaitedSignature }> {
  const organisations = await ctx.db.select().from(organisation).orderBy(organisation.code);
  for (const { id } of organisations) await prepareNextYear(ctx, id);
  const signed: string[] = [];
  const trust = await publishTrust(ctx);
  if (trust === 'signed') signed.push('trust');
  for (const { id, code } of organisations) {
    const lists = await countStatusLists(ctx.db, id);
    for (let list = 0; list < lists; list++)
      if (await publishStatuses(ctx, { id, code, list })) signed.push(statusListName(code, list));
  }
  return trust === 'changed' || trust === 'ending' ? { signed, awaited: trust } : { signed };
}

/** An organisation that issues documents this year has its key for the next one named ahead. */
async function prepareNextYear(ctx: Ctx, organisationId: string): Promise<void> {
  const now = ctx.clock();
  const next = nextYearToPrepare(now);
  if (next !== undefined && (await findActiveKey(ctx.db, organisationId, now)))
    await ensureSigningKey(ctx, organisationId, yearStart(next));
}

/** What a list says, whenever it was signed. */
export function contentDigest(content: TrustContent): string {
  const { issuer, keys, certificates = [], statusLists } = content;
  return digestOf({ issuer, keys, certificates, statusLists });
}

/** What a stored trust list says; `undefined` when none is stored. */
export function readStored(stored: PublishedList | undefined): TrustList | undefined {
  return stored && trustListSchema.parse(parseJws(stored.token)?.payload);
}

/** Whether the stored list says what is so now, under the root in force. */
async function isCurrent(ctx: Ctx, stored: PublishedList, content: TrustContent): Promise<boolean> {
  const list = readStored(stored);
  const { kid } = await loadRoot(ctx);
  return (
    parseJws(stored.token)?.header.kid === kid &&
    list !== undefined &&
    contentDigest(list) === contentDigest(content)
  );
}

async function publishTrust(ctx: Ctx): Promise<'signed' | 'current' | AwaitedSignature> {
  for (let tries = 1; ; tries++) {
    const stored = await findPublished(ctx, 'trust');
    const content = await loadTrustContent(ctx);
    const now = seconds(ctx.clock());
    const current = stored !== undefined && (await isCurrent(ctx, stored, content));
    const { sign, ...root } = await loadRoot(ctx);
    if (!sign) {
      if (!current) return 'changed';
      return now > seconds(stored.nextUpdate) - OFFLINE_NOTICE_SECONDS ? 'ending' : 'current';
    }
    if (current && now < seconds(stored.issuedAt) + TRUST_RESIGNED_SECONDS) return 'current';
    const version = (stored?.version ?? 0) + (current ? 0 : 1);
    const nextUpdate = now + TRUST_LIST_SECONDS;
    const token = await signTrustList({ version, issuedAt: now, nextUpdate, ...content }, root, sign);
    const list = { name: 'trust', version, token, issuedAt: moment(now), nextUpdate: moment(nextUpdate) };
    const kept = await keepPublished(ctx, list, stored, (tx) => {
      if (!current)
        tx.audit({
          organisationId: null,
          action: 'trustList.publish',
          subject: { type: 'trustList', id: String(version) },
          detail: { keys: content.keys.length, root: root.kid },
        });
    });
    if (kept) return 'signed';
    if (tries >= TRIES) return 'current';
  }
}

async function publishStatuses(ctx: Ctx, name: StatusListName): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    const stored = await findPublished(ctx, statusListName(name.code, name.list));
    // Counted first: a change that comes in between is signed now and counted next time.
    const version = await countChanges(ctx, name);
    const key = await statusKey(ctx, name.id);
    const now = seconds(ctx.clock());
    const header = stored && parseJws(stored.token)?.header;
    const unchanged =
      stored?.version === version &&
      header?.kid === key.kid &&
      isAt(stored, statusListUri(ctx, name.code, name.list));
    if (unchanged && now < seconds(stored.issuedAt) + STATUS_RESIGNED_SECONDS) return false;
    const token = await signStatuses(ctx, name, key);
    const list = {
      name: statusListName(name.code, name.list),
      version,
      token,
      issuedAt: moment(now),
      nextUpdate: moment(now + STATUS_TTL_SECONDS),
    };
    if (await keepPublished(ctx, list, stored)) return true;
    if (tries >= TRIES) return false;
  }
}

function isAt(stored: PublishedList, uri: string): boolean {
  const payload = parseJws(stored.token)?.payload;
  return typeof payload === 'object' && payload !== null && 'sub' in payload && payload.sub === uri;
}

/**
 * The key a status list is signed with: the newest that the published trust list names, since a list under a key that
 * nobody knows yet proves nothing; the year's own where none is named.
 */
async function statusKey(ctx: Ctx, organisationId: string): Promise<ActiveKey> {
  const named = readStored(await findPublished(ctx, 'trust'))?.keys.map(({ kid }) => kid) ?? [];
  const now = ctx.clock();
  const [key] = await ctx.db
    .select({ kid: signingKey.kid, alg: signingKey.alg })
    .from(signingKey)
    .where(
      and(
        eq(signingKey.organisationId, organisationId),
        inArray(signingKey.kid, named),
        eq(signingKey.state, 'active'),
        lte(signingKey.notBefore, now),
        gt(signingKey.notAfter, now),
      ),
    )
    .orderBy(desc(signingKey.notBefore), desc(signingKey.createdAt))
    .limit(1);
  return key ?? ensureSigningKey(ctx, organisationId, now);
}
