import { choosePinnedTrust } from '#app/domain/verification/pinned-trust.ts';
import { publicJwkSchema } from '#app/domain/verification/public-jwk.ts';
import { type StatusList, verifyStatusList } from '#app/domain/verification/status-list.ts';
import type { Trust } from '#app/domain/verification/trust-list.ts';
import type { DeviceStore } from './device-store.ts';

const TRUST_ADDRESS = '/.well-known/palmares-trust.jwt';
const PATIENCE_MS = 10_000;

export type KnownTrust = {
  readonly trust?: Trust;
  readonly reached: boolean;
  readonly otherRoot: boolean;
};

/** The text at an address of this very site, or nothing: no network, an error, or too slow. Never sends who asks. */
async function fetchText(path: string): Promise<string | undefined> {
  try {
    const options = {
      credentials: 'omit',
      cache: 'no-cache',
      signal: AbortSignal.timeout(PATIENCE_MS),
    } as const;
    const answer = await fetch(path, options);
    return answer.ok ? await answer.text() : undefined;
  } catch {
    return undefined;
  }
}

/** The trust list, from the network first; what is proven is kept for when there is none. */
export async function knowTrust(store: DeviceStore): Promise<KnownTrust> {
  const kept = await store.get('trust');
  const pinned = publicJwkSchema.safeParse(await store.get('root')).data;
  const published = await fetchText(TRUST_ADDRESS);
  const known = choosePinnedTrust({
    published,
    pinned,
    kept: typeof kept === 'string' ? kept : undefined,
  });
  if (known.current) {
    await store.put('root', known.root);
    await store.put('trust', known.list);
  }
  const { trust, current: reached, otherRoot } = known;
  return { reached, otherRoot, ...(trust && { trust }) };
}

export type KnownStatus = { readonly list?: StatusList; readonly reached: boolean };

/** A status list, from the network first, the newer of what is published and what was kept. */
export async function knowStatus(store: DeviceStore, trust: Trust, uri: string): Promise<KnownStatus> {
  const prove = (jwt: unknown) => {
    const proven = typeof jwt === 'string' ? verifyStatusList(jwt, trust) : undefined;
    return proven?.ok && proven.value.uri === uri ? proven.value : undefined;
  };
  const published = URL.canParse(uri) ? await fetchText(new URL(uri).pathname) : undefined;
  const fresh = prove(published);
  const old = prove(await store.get(`list ${uri}`));
  if (fresh && (!old || fresh.issuedAt >= old.issuedAt)) {
    await store.put(`list ${uri}`, published);
    return { list: fresh, reached: true };
  }
  return { reached: false, ...(old && { list: old }) };
}

/** Fetches every list and keeps what is proven. @returns seconds of the oldest list kept, or nothing when one is missing */
export async function updateLists(
  store: DeviceStore,
): Promise<{ readonly reached: boolean; readonly asOf?: number }> {
  const { trust, reached } = await knowTrust(store);
  if (!trust?.list) return { reached: false };
  const lists = await Promise.all(trust.list.statusLists.map(({ uri }) => knowStatus(store, trust, uri)));
  const times = lists.map(({ list }) => list?.issuedAt);
  const known = times.filter((time) => time !== undefined);
  const all = known.length === times.length;
  return {
    reached: reached && lists.every((one) => one.reached),
    ...(all && { asOf: Math.min(trust.list.issuedAt, ...known) }),
  };
}
