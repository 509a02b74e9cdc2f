import { and, eq } from 'drizzle-orm';
import { type StoredModel, storedModelSchema } from '#app/domain/documents/stored-model.ts';
import {
  achievementCredential,
  achievementCredentialSchema,
} from '#app/domain/exports/achievement-credential.ts';
import { signCredential } from '#app/domain/exports/credential-jwt.ts';
import { elmoTranscript } from '#app/domain/exports/elmo.ts';
import { DOCUMENT_EXPORTS, type ExportFile, exportsOf } from '#app/domain/exports/formats.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { placeOf } from '#app/domain/verification/status-places.ts';
import { encodeWalletQr } from '#app/domain/verification/wallet-qr.ts';
import type { Ctx } from '#app/services/context.ts';
import { statusListUri } from '#app/services/verification/trust-list.server.ts';
import { type document, signingKey } from '#db/schema/document.ts';
import { organisation } from '#db/schema/organisation.ts';
import { currentStatus } from './change-document-status.server.ts';
import { ensureSigningKey } from './signing-keys.server.ts';

export type ExportedDocument = {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** "RN-2027-BAC-000001.1-credential.jwt". */
  readonly name: string;
};
type Row = typeof document.$inferSelect;

/**
 * The document as another system reads it. Whoever calls has checked that the reader may have the document itself.
 * `export.notInForce`: it has ended, is suspended, is of no achievement, or was issued when
 * its key was compromised. `export.notTranscript`: ELMO is for marks.
 */
export async function exportDocument(
  ctx: Ctx,
  row: Row,
  file: ExportFile,
): Promise<Verdict<ExportedDocument, 'export.notInForce' | 'export.notTranscript'>> {
  const offered = exportsOf(row.kind, await currentStatus(ctx, row.id));
  const format = DOCUMENT_EXPORTS.find((one) => one.file === file);
  if (!format || !row.cose || !row.token || offered.length === 0) return refuse('export.notInForce');
  if (!offered.includes(format)) return refuse('export.notTranscript');
  if (await isDisowned(ctx, row)) return refuse('export.notInForce');
  const content = await contentOf(ctx, { ...row, cose: row.cose, token: row.token }, format.name);
  if (content === undefined) return refuse('export.notTranscript');
  const name = `${row.number}.${row.edition}-${file}`;
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return accept({ bytes, contentType: format.type, name });
}

/** Whether its key was in other hands when it was issued: no other key may vouch for what verifiers refuse. */
async function isDisowned(ctx: Ctx, { kid, issuedAt }: Row): Promise<boolean> {
  const [key] = await ctx.db
    .select({ compromisedAt: signingKey.compromisedAt })
    .from(signingKey)
    .where(eq(signingKey.kid, kid ?? ''));
  const since = key?.compromisedAt;
  return !!since && (issuedAt === null || issuedAt >= since);
}

type SignedRow = Row & { readonly cose: Uint8Array; readonly token: string };

async function contentOf(
  ctx: Ctx,
  row: SignedRow,
  name: (typeof DOCUMENT_EXPORTS)[number]['name'],
): Promise<string | Uint8Array | undefined> {
  if (name === 'walletSvg') return ctx.adapters.qrImages.svg(walletText(row));
  if (name === 'walletPng') return ctx.adapters.qrImages.png(walletText(row));
  const [owner] = await ctx.db.select().from(organisation).where(eq(organisation.id, row.organisationId));
  if (!owner) throw new Error(`document ${row.id} has no organisation`);
  const model = storedModelSchema.parse(row.model);
  return name === 'elmo' ? elmoOf(ctx, row, model, owner) : credentialOf(ctx, row, model, owner);
}

const walletText = ({ cose }: SignedRow) => encodeWalletQr(new Uint8Array(cose));

type Owner = typeof organisation.$inferSelect;

function elmoOf(ctx: Ctx, row: SignedRow, { draft, claims }: StoredModel, owner: Owner): string | undefined {
  if (draft.kind !== 'transcript') return undefined;
  return elmoTranscript({
    draft,
    country: owner.profile.phoneCountry,
    issuer: { code: owner.code, name: owner.profile.name },
    origin: officialOrigin(ctx),
    token: row.token,
    issuedAt: claims.issuedAt,
    // Only who passed has honours; of the others the page's own words say what they got.
    passed: draft.honours === null ? undefined : true,
  });
}

/** Signed by the key that signed the document; once that key signs no more, by the one that does. */
async function credentialOf(
  ctx: Ctx,
  row: SignedRow,
  { draft, claims }: StoredModel,
  owner: Owner,
): Promise<string | undefined> {
  const { list, place } = placeOf(claims.statusIndex);
  const credential = achievementCredential({
    draft,
    claims,
    origin: officialOrigin(ctx),
    issuerName: owner.profile.name,
    token: row.token,
    status: { uri: statusListUri(ctx, owner.code, list), place },
  });
  if (!credential) return undefined;
  const [own] = await ctx.db
    .select({ kid: signingKey.kid, alg: signingKey.alg })
    .from(signingKey)
    .where(and(eq(signingKey.kid, row.kid ?? ''), eq(signingKey.state, 'active')));
  const key = own ?? (await ensureSigningKey(ctx, row.organisationId));
  return signCredential(achievementCredentialSchema.parse(credential), key, (bytes) =>
    ctx.adapters.signer.sign(key.kid, bytes),
  );
}

const officialOrigin = ({ settings }: Ctx) =>
  `${new URL(settings.origin).protocol}//${settings.officialHost}`;
