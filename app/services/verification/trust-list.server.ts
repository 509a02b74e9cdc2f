import { and, desc, eq, isNull } from 'drizzle-orm';
import { DOCUMENT_KINDS } from '#app/domain/documents/kinds.ts';
import { readPublicJwk } from '#app/domain/verification/public-jwk.ts';
import type { Sign, SignatureAlgorithm } from '#app/domain/verification/signature.ts';
import { signTrustList, type Trust, type TrustList, trustOf } from '#app/domain/verification/trust-list.ts';
import type { Ctx } from '#app/services/context.ts';
import { ensureSigningKey } from '#app/services/documents/signing-keys.server.ts';
import { documentCertificate, signingKey } from '#db/schema/document.ts';
import { organisation } from '#db/schema/organisation.ts';
import { countStatusLists } from './count-status-lists.server.ts';

/** A verifier asks again for the trust list within a week. */
export const TRUST_LIST_SECONDS = 7 * 24 * 3600;

/** The list without what each signature says anew. */
export type TrustContent = Omit<TrustList, 'version' | 'issuedAt' | 'nextUpdate'>;

const seconds = (date: Date) => Math.floor(date.getTime() / 1000);

/** Where a status list of an organisation is published; its first is number 0. */
export function statusListUri(ctx: Pick<Ctx, 'settings'>, organisationCode: string, list = 0): string {
  const uri = `${ctx.settings.origin}/status/${encodeURIComponent(organisationCode)}`;
  return list === 0 ? uri : `${uri}/${list}`;
}

type Organisation = typeof organisation.$inferSelect;

const loadOrganisations = (ctx: Ctx): Promise<Organisation[]> =>
  ctx.db.select().from(organisation).orderBy(organisation.createdAt, organisation.code);

/** Keys and certificates of every organisation, as they stand now. The first organisation gives the installation its name. */
async function loadKeys(ctx: Ctx, organisations: readonly Organisation[]): Promise<TrustContent> {
  const keys = await ctx.db
    .select()
    .from(signingKey)
    .where(eq(signingKey.purpose, 'documents'))
    .orderBy(signingKey.createdAt, signingKey.kid);
  const certificates = await ctx.db
    .select()
    .from(documentCertificate)
    .orderBy(documentCertificate.createdAt, documentCertificate.thumbprint);
  const ownerOf = (id: string | null) => organisations.find((one) => one.id === id);
  const first = organisations[0];
  return {
    issuer: {
      id: first?.code ?? 'palmares',
      names: first?.profile.name ?? { fr: 'Palmarès' },
      host: ctx.settings.officialHost,
    },
    keys: keys.flatMap((key) => {
      const owner = ownerOf(key.organisationId);
      if (!owner) return [];
      return {
        kid: key.kid,
        jwk: key.publicJwk,
        notBefore: seconds(key.notBefore),
        notAfter: seconds(key.notAfter),
        documentTypes: [...DOCUMENT_KINDS],
        state: key.state,
        ...(key.compromisedAt ? { compromisedAt: seconds(key.compromisedAt) } : {}),
        issuer: { id: owner.code, names: owner.profile.name },
      };
    }),
    certificates: certificates.flatMap(({ organisationId, thumbprint, compromisedAt, ...span }) => {
      const issuer = ownerOf(organisationId)?.code;
      if (!issuer) return [];
      return {
        ...{ thumbprint, issuer, notBefore: seconds(span.notBefore), notAfter: seconds(span.notAfter) },
        ...(compromisedAt ? { compromisedAt: seconds(compromisedAt) } : {}),
      };
    }),
    statusLists: [],
  };
}

/** What the trust list says: keys, certificates and the addresses of the status lists of every organisation. */
export async function loadTrustContent(ctx: Ctx): Promise<TrustContent> {
  const organisations = await loadOrganisations(ctx);
  const statusLists: TrustList['statusLists'] = [];
  for (const { id, code } of organisations) {
    const lists = await countStatusLists(ctx.db, id);
    for (let list = 0; list < lists; list++)
      statusLists.push({ uri: statusListUri(ctx, code, list), issuer: code });
  }
  return { ...(await loadKeys(ctx, organisations)), statusLists };
}

/** What this server itself trusts: its own keys, without a detour over the network. */
export async function loadTrust(ctx: Ctx): Promise<Trust> {
  const issuedAt = seconds(ctx.clock());
  const content = await loadKeys(ctx, await loadOrganisations(ctx));
  const trust = trustOf({ ...content, version: 1, issuedAt, nextUpdate: issuedAt + TRUST_LIST_SECONDS });
  if (!trust.ok) throw new Error(`the stored keys make no trust list: ${trust.reason}`);
  return trust.value;
}

/** The root key that signs the trust list. */
export type Root = {
  readonly kid: string;
  readonly alg: SignatureAlgorithm;
  readonly publicKey: Uint8Array;
  /** Left out where its private half is kept offline. */
  readonly sign?: Sign;
};

/** The root key in force; made the first time, unless one was brought from an offline machine. */
export async function loadRoot(ctx: Ctx): Promise<Root> {
  const inForce = and(isNull(signingKey.organisationId), eq(signingKey.state, 'active'));
  const find = () =>
    ctx.db.select().from(signingKey).where(inForce).orderBy(desc(signingKey.createdAt)).limit(1);
  let [row] = await find();
  if (!row) {
    await ensureSigningKey(ctx, null);
    [row] = await find();
  }
  const key = row && readPublicJwk(row.publicJwk);
  if (!row || !key) throw new Error('the root key cannot be read');
  const { kid, wrappedPrivate } = row;
  const sign: Sign = (bytes) => ctx.adapters.signer.sign(kid, bytes);
  return { kid, ...key, ...(wrappedPrivate ? { sign } : {}) };
}

/**
 * Signs the trust list as it stands now.
 * @throws when the root key is kept offline: what it signed last is then all there is
 */
export async function publishTrustList(ctx: Ctx, version = 1): Promise<string> {
  const root = await loadRoot(ctx);
  if (!root.sign) throw new Error('the root key is kept offline, and no trust list was brought from there');
  const issuedAt = seconds(ctx.clock());
  const list = { version, issuedAt, nextUpdate: issuedAt + TRUST_LIST_SECONDS };
  return signTrustList({ ...list, ...(await loadTrustContent(ctx)) }, root, root.sign);
}
