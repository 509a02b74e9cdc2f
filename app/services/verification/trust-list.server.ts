import { eq } from 'drizzle-orm';
import { DOCUMENT_KINDS } from '#app/domain/documents/kinds.ts';
import { readPublicJwk } from '#app/domain/verification/public-jwk.ts';
import { signTrustList, type Trust, type TrustList, trustOf } from '#app/domain/verification/trust-list.ts';
import type { Ctx } from '#app/services/context.ts';
import { ensureSigningKey } from '#app/services/documents/signing-keys.server.ts';
import { signingKey } from '#db/schema/document.ts';
import { organisation } from '#db/schema/organisation.ts';

/** A verifier asks again for the trust list within a week. */
const TRUST_LIST_SECONDS = 7 * 24 * 3600;

const seconds = (date: Date) => Math.floor(date.getTime() / 1000);

/** Where the status list of an organisation is published. */
export function statusListUri(ctx: Pick<Ctx, 'settings'>, organisationCode: string): string {
  return `${ctx.settings.origin}/status/${encodeURIComponent(organisationCode)}`;
}

/** The keys of every organisation, as they stand now. The first organisation gives the installation its name. */
export async function buildTrustList(ctx: Ctx): Promise<TrustList> {
  const organisations = await ctx.db
    .select()
    .from(organisation)
    .orderBy(organisation.createdAt, organisation.code);
  const keys = await ctx.db
    .select()
    .from(signingKey)
    .where(eq(signingKey.purpose, 'documents'))
    .orderBy(signingKey.createdAt);
  const host = ctx.settings.officialHost;
  const issuedAt = seconds(ctx.clock());
  const issuerOf = (id: string | null) => organisations.find((one) => one.id === id);
  const first = organisations[0];
  return {
    version: issuedAt,
    issuedAt,
    nextUpdate: issuedAt + TRUST_LIST_SECONDS,
    issuer: { id: first?.code ?? 'palmares', names: first?.profile.name ?? { fr: 'Palmarès' }, host },
    keys: keys.flatMap((key) => {
      const owner = issuerOf(key.organisationId);
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
    statusLists: organisations.map((one) => ({ uri: statusListUri(ctx, one.code), issuer: one.code })),
  };
}

/** What this server itself trusts: its own keys, without a detour over the network. */
export async function loadTrust(ctx: Ctx): Promise<Trust> {
  const trust = trustOf(await buildTrustList(ctx));
  if (!trust.ok) throw new Error(`the stored keys make no trust list: ${trust.reason}`);
  return trust.value;
}

/** The signed list of `/.well-known/palmares-trust.jwt`. */
export async function publishTrustList(ctx: Ctx): Promise<string> {
  const root = await ensureSigningKey(ctx, null);
  const [row] = await ctx.db
    .select({ jwk: signingKey.publicJwk })
    .from(signingKey)
    .where(eq(signingKey.kid, root.kid));
  const key = row && readPublicJwk(row.jwk);
  if (!key) throw new Error('the root key cannot be read');
  return signTrustList(await buildTrustList(ctx), key, (bytes) => ctx.adapters.signer.sign(root.kid, bytes));
}
