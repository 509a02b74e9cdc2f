import type { PublicJwk } from './public-jwk.ts';
import type { VerifySignature } from './signature.ts';
import { embeddedRootKey, type Trust, verifyTrustList } from './trust-list.ts';

export type TrustSources = {
  /** What the site publishes now; left out when it could not be reached. */
  readonly published?: string | undefined;
  /** The last list this device proved. */
  readonly kept?: string | undefined;
  /** The root key of the first list this device saw. */
  readonly pinned?: PublicJwk | undefined;
};

export type PinnedTrust = {
  readonly trust?: Trust;
  /** What to keep for the next time. */
  readonly list?: string;
  readonly root?: PublicJwk;
  /** The published list was the one chosen. */
  readonly current: boolean;
  /** The published list is not signed by the root this device knows: refused, and to be told. */
  readonly otherRoot: boolean;
};

/**
 * The trust list of a device that nobody gave a root key: it believes the first list it is served, over TLS and by the
 * address its person typed or scanned, keeps that root, and from then on takes no list that another root signed, nor one
 * older than it has. The command line, which is given its lists, is for those who want more.
 */
export function choosePinnedTrust(sources: TrustSources, verify?: VerifySignature): PinnedTrust {
  const { published, kept, pinned } = sources;
  const root = pinned ?? (published === undefined ? undefined : embeddedRootKey(published));
  const prove = (list: string | undefined) => {
    const proven = list === undefined || !root ? undefined : verifyTrustList(list, root, verify);
    return proven?.ok ? { list, trust: proven.value, version: proven.value.list?.version ?? 0 } : undefined;
  };
  const fresh = prove(published);
  const old = prove(kept);
  const chosen = fresh && (!old || fresh.version >= old.version) ? fresh : old;
  return {
    ...(chosen?.list === undefined || !root ? {} : { trust: chosen.trust, list: chosen.list, root }),
    current: chosen !== undefined && chosen === fresh,
    otherRoot: pinned !== undefined && published !== undefined && !fresh,
  };
}
