import { createHash, timingSafeEqual } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { parseTypedCode } from '#app/domain/verification/typed-code.ts';
import { type VerificationAnswer, verifyDocument } from '#app/domain/verification/verify.ts';
import type { Ctx } from '#app/services/context.ts';
import { currentStatus } from '#app/services/documents/change-document-status.server.ts';
import { document } from '#db/schema/document.ts';
import { loadTrust } from './trust-list.server.ts';

export type DocumentCheck = VerificationAnswer & {
  /** Marks are shown only when the document's own QR was used, never for a typed code. */
  readonly showMarks: boolean;
};

/** No document of this office carries the token or the code: said alike for an unknown number and a wrong code. */
const UNKNOWN: DocumentCheck = { verdict: 'forged', reason: 'token.mismatch', showMarks: false };

type Row = typeof document.$inferSelect;

/** Answers for `/v/<token>`: the office's own record of the document, checked like any other. */
export async function checkByToken(ctx: Ctx, token: string): Promise<DocumentCheck> {
  const [row] = await ctx.db.select().from(document).where(eq(document.token, token));
  return row ? { ...(await judge(ctx, row)), showMarks: true } : UNKNOWN;
}

/** Answers for a number and the code printed beside it. Same bytes and same work whether the number exists or not. */
export async function checkByTypedCode(ctx: Ctx, number: string, code: string): Promise<DocumentCheck> {
  const typed = parseTypedCode(`${number} ${code}`);
  const numberKey = typed.ok ? typed.value.numberKey : '';
  const rows = await ctx.db
    .select()
    .from(document)
    .where(and(eq(document.numberKey, numberKey), eq(document.state, 'issued')));
  const wanted = typed.ok ? typed.value.code : '';
  const row = rows.find((candidate) => sameText(candidate.typedCode.replace(/-/g, ''), wanted));
  return row ? { ...(await judge(ctx, row)), showMarks: false } : UNKNOWN;
}

function sameText(left: string, right: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(left), hash(right));
}

async function judge(ctx: Ctx, row: Row): Promise<VerificationAnswer> {
  if (!row.cose || !row.token || !row.issuedAt)
    throw new Error(`document ${row.id} is issued without a signature`);
  return verifyDocument(
    { cose: new Uint8Array(row.cose), token: row.token },
    {
      now: Math.floor(ctx.clock().getTime() / 1000),
      trust: await loadTrust(ctx),
      status: { from: 'register', status: await currentStatus({ db: ctx.db }, row.id) },
      officialHost: ctx.settings.officialHost,
      loggedIssue: Math.floor(row.issuedAt.getTime() / 1000),
    },
  );
}
