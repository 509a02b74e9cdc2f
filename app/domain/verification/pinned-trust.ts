import type { PublicJwk } from './public-jwk.ts';
import type { VerifySignature } from './signature.ts';
import {
  embeddedRootKey,
  type ProvenTrust,
  type Trust,
  verifyLaterTrustList,
  verifyTrustList,
} from './trust-list.ts';

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
 * address its person typed or scanned, keeps that root, and from then on takes no list that another root signed, unless the
 * list it has names that root as the next, nor one older than it has. The command line, which is given its lists, is for those who want more.
 */
export function choosePinnedTrust(sources: TrustSources, verify?: VerifySignature): PinnedTrust {
  const { published, kept, pinned } = sources;
  const root = pinned ?? (published === undefined ? undefined : embeddedRootKey(published));
  const old = proven(kept, root, verify);
  const fresh = published === undefined ? undefined : provenAfter(published, { old, root }, verify);
  const chosen = fresh && (!old || versionOf(fresh) >= versionOf(old)) ? fresh : old;
  // What is no list at all, as the page of a network that asks for a password, says nothing of roots.
  const isList = published !== undefined && embeddedRootKey(published) !== undefined;
  return {
    ...(chosen && { trust: chosen.trust, list: chosen.text, root: chosen.root }),
    current: chosen !== undefined && chosen === fresh,
    otherRoot: pinned !== undefined && isList && !fresh,
  };
}

type ProvenText = ProvenTrust & { readonly text: string };

const versionOf = ({ trust }: ProvenTrust) => trust.list?.version ?? 0;

function proven(
  text: string | undefined,
  root: PublicJwk | undefined,
  verify?: VerifySignature,
): ProvenText | undefined {
  const read = text === undefined || !root ? undefined : verifyTrustList(text, root, verify);
  return text !== undefined && root && read?.ok ? { trust: read.value, root, text } : undefined;
}

function provenAfter(
  text: string,
  { old, root }: { old: ProvenTrust | undefined; root: PublicJwk | undefined },
  verify?: VerifySignature,
): ProvenText | undefined {
  if (!old) return proven(text, root, verify);
  const read = verifyLaterTrustList(text, old, verify);
  return read.ok ? { ...read.value, text } : undefined;
}
