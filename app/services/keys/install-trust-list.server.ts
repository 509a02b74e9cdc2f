import { digestOf } from '#app/domain/shared/digest.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { isFromTheFuture } from '#app/domain/verification/clock-skew.ts';
import { type PublicJwk, writePublicJwk } from '#app/domain/verification/public-jwk.ts';
import { type TrustList, type TrustRefusal, verifyTrustList } from '#app/domain/verification/trust-list.ts';
import type { Ctx } from '#app/services/context.ts';
import { contentDigest, readStored } from '#app/services/verification/publish-lists.server.ts';
import { findPublished, keepPublished } from '#app/services/verification/published-lists.server.ts';
import { loadRoot, loadTrustContent } from '#app/services/verification/trust-list.server.ts';

const DAY = 24 * 3600;
const seconds = (date: Date) => Math.floor(date.getTime() / 1000);

/**
 * What the root key is to sign where it is kept: the list as it stands now, good for `days`. A root named as the next one
 * stays named in every later list, until it is the one in force.
 */
export async function draftTrustList(
  ctx: Ctx,
  { days, nextRoot }: { days: number; nextRoot?: PublicJwk },
): Promise<TrustList> {
  const content = await loadTrustContent(ctx);
  const stored = readStored(await findPublished(ctx, 'trust'));
  const { kid } = await loadRoot(ctx);
  const named = [nextRoot, stored?.nextRoot].find((root) => root && root.kid !== kid);
  const changed =
    !stored ||
    contentDigest(stored) !== contentDigest(content) ||
    digestOf(stored.nextRoot ?? null) !== digestOf(named ?? null);
  const issuedAt = seconds(ctx.clock());
  return {
    version: (stored?.version ?? 0) + (changed ? 1 : 0),
    issuedAt,
    nextUpdate: issuedAt + days * DAY,
    ...content,
    ...(named && { nextRoot: named }),
  };
}

export type TrustListRefusal =
  | TrustRefusal
  | 'trustList.fromFuture'
  | 'trustList.ended'
  | 'trustList.older'
  | 'trustList.foreignKey'
  | 'trustList.missesCompromise';

/**
 * Serves a trust list that was signed elsewhere, once it is proven with the root key in force. Refused when it is older
 * than the one served, names a key this office does not have, or leaves out that one is compromised.
 */
export async function installTrustList(
  ctx: Ctx,
  jwt: string,
): Promise<Verdict<{ readonly version: number; readonly keys: number }, TrustListRefusal>> {
  const root = await loadRoot(ctx);
  const proven = verifyTrustList(jwt, writePublicJwk(root, root.kid));
  if (!proven.ok) return proven;
  const list = proven.value.list;
  if (!list) return refuse('trust.malformed');
  const stored = await findPublished(ctx, 'trust');
  const judged = judgeList(list, readStored(stored), await loadTrustContent(ctx), seconds(ctx.clock()));
  if (!judged.ok) return judged;
  const row = {
    name: 'trust',
    version: list.version,
    token: jwt.trim(),
    issuedAt: new Date(list.issuedAt * 1000),
    nextUpdate: new Date(list.nextUpdate * 1000),
  };
  const kept = await keepPublished(ctx, row, stored, (tx) =>
    tx.audit({
      organisationId: null,
      action: 'trustList.install',
      subject: { type: 'trustList', id: String(list.version) },
      detail: { keys: list.keys.length, root: root.kid, nextUpdate: row.nextUpdate.toISOString() },
    }),
  );
  return kept ? accept({ version: list.version, keys: list.keys.length }) : refuse('trustList.older');
}

function judgeList(
  list: TrustList,
  served: TrustList | undefined,
  here: Pick<TrustList, 'keys' | 'certificates'>,
  now: number,
): Verdict<true, TrustListRefusal> {
  if (isFromTheFuture(list.issuedAt, now)) return refuse('trustList.fromFuture');
  if (list.nextUpdate <= now) return refuse('trustList.ended');
  if (served && !follows(list, served)) return refuse('trustList.older', { version: served.version });
  const known = new Map(here.keys.map((key) => [key.kid, key]));
  const foreign = list.keys.find(({ kid }) => !known.has(kid));
  if (foreign) return refuse('trustList.foreignKey', { kid: foreign.kid });
  const listed = new Map(list.keys.map((key) => [key.kid, key]));
  const missed = here.keys.find((key) => {
    const said = listed.get(key.kid);
    return said && key.state === 'compromised' && said.compromisedAt !== key.compromisedAt;
  });
  if (missed) return refuse('trustList.missesCompromise', { kid: missed.kid });
  const sealing = new Map(list.certificates?.map((one) => [one.thumbprint, one]));
  const unsaid = here.certificates?.find((one) => {
    const said = sealing.get(one.thumbprint);
    return said && said.compromisedAt !== one.compromisedAt;
  });
  return unsaid ? refuse('trustList.missesCompromise', { kid: unsaid.thumbprint }) : accept();
}

/** A later version, or the same content signed later. */
function follows(list: TrustList, served: TrustList): boolean {
  if (list.version !== served.version) return list.version > served.version;
  return contentDigest(list) === contentDigest(served) && list.issuedAt >= served.issuedAt;
}
