import { and, desc, eq, gte, sql } from 'drizzle-orm';
import { storedModelSchema } from '#app/domain/documents/stored-model.ts';
import { printedNames } from '#app/domain/verification/printed-names.ts';
import type { DocumentCheck } from '#app/domain/verification/shown-document.ts';
import { isToken, tokenOf } from '#app/domain/verification/token.ts';
import { parseTypedCode } from '#app/domain/verification/typed-code.ts';
import { type ReadDocument, readText, verifyDocument } from '#app/domain/verification/verify.ts';
import type { Ctx } from '#app/services/context.ts';
import { currentStatus } from '#app/services/documents/change-document-status.server.ts';
import { document } from '#db/schema/document.ts';
import { COMPARISONS, matchCode } from './match-code.server.ts';
import { loadTrust } from './trust-list.server.ts';

/** No document of this office carries the token or the code: said alike for an unknown number and a wrong code. */
const UNKNOWN: DocumentCheck = { verdict: 'forged', reason: 'token.mismatch', showMarks: false };

export type DocumentRow = typeof document.$inferSelect;

/** Answers for `/v/<token>`: the office's own record of the document, checked like any other. */
export async function checkByToken(ctx: Ctx, token: string): Promise<DocumentCheck> {
  const row = await findByToken(ctx, token);
  return row ? judge(ctx, row, { showMarks: true }) : UNKNOWN;
}

/**
 * Answers for a number and the code printed beside it. An unknown number, a wrong code and a mistyped one take the same
 * statement, which finds and reads a document for each of them: only a code that is right costs more.
 */
export async function checkByTypedCode(ctx: Ctx, number: string, code: string): Promise<DocumentCheck> {
  const typed = parseTypedCode(`${number} ${code}`);
  const numberKey = typed.ok ? typed.value.numberKey : '';
  const editions = await readEditionsFrom(ctx, numberKey);
  const wanted = typed.ok ? `${numberKey} ${typed.value.code}` : '';
  const at = matchCode(
    editions.map((edition) => `${edition.numberKey} ${edition.typedCode}`),
    wanted,
  );
  const id = editions[at]?.id;
  if (id === undefined) return UNKNOWN;
  const [row] = await ctx.db.select().from(document).where(eq(document.id, id));
  return row ? judge(ctx, row, { showMarks: false }) : UNKNOWN;
}

/**
 * The editions of the first number that is not before this one, the last edition first: its own, or another document's
 * that is read in its place, so that a look-up which misses does the work of one which hits.
 */
function readEditionsFrom(ctx: Ctx, numberKey: string) {
  const numbers = (from: string) =>
    ctx.db
      .select({ numberKey: document.numberKey })
      .from(document)
      .where(gte(document.numberKey, from))
      .orderBy(document.numberKey)
      .limit(1);
  // Past the last number the first one is read.
  const nearest = sql`coalesce((${numbers(numberKey)}), (${numbers('')}))`;
  return ctx.db
    .select({ id: document.id, numberKey: document.numberKey, typedCode: document.typedCode })
    .from(document)
    .where(and(eq(document.numberKey, nearest), eq(document.state, 'issued')))
    .orderBy(desc(document.edition))
    .limit(COMPARISONS);
}

/**
 * Answers for what a scanner read: the whole address, its digits, a wallet's QR, or the address without its digits.
 * A good signature is not enough here: the office's register must know the document.
 */
export async function checkByText(ctx: Ctx, text: string): Promise<DocumentCheck> {
  const { officialHost } = ctx.settings;
  const read = readText(text, { officialHost });
  if ('verdict' in read) {
    const token = read.reason === 'qr.no-payload' ? tokenInAddress(text) : undefined;
    return token === undefined ? { ...read, showMarks: false } : checkByToken(ctx, token);
  }
  const row = await findByToken(ctx, tokenOf(read.cose));
  if (row) return judge(ctx, row, { read, showMarks: true });
  const answer = verifyDocument(read, {
    now: seconds(ctx.clock()),
    trust: await loadTrust(ctx),
    officialHost,
    loggedIssue: null,
  });
  return answer.claims ? UNKNOWN : { ...answer, showMarks: false };
}

function tokenInAddress(text: string): string | undefined {
  const path = URL.canParse(text.trim()) ? new URL(text.trim()).pathname : '';
  const token = /^\/v\/([^/]+)$/.exec(path)?.[1];
  return token !== undefined && isToken(token) ? token : undefined;
}

/** The office's record of a document by the token in its address; nothing for what has not the form of one. */
export async function findByToken(ctx: Ctx, token: string): Promise<DocumentRow | undefined> {
  if (!isToken(token)) return undefined;
  const [row] = await ctx.db.select().from(document).where(eq(document.token, token));
  return row;
}

const seconds = (date: Date) => Math.floor(date.getTime() / 1000);

async function judge(
  ctx: Ctx,
  row: DocumentRow,
  { read, showMarks }: { read?: ReadDocument; showMarks: boolean },
): Promise<DocumentCheck> {
  if (!row.cose || !row.token || !row.issuedAt)
    throw new Error(`document ${row.id} is issued without a signature`);
  const answer = verifyDocument(read ?? { cose: new Uint8Array(row.cose), token: row.token }, {
    now: seconds(ctx.clock()),
    trust: await loadTrust(ctx),
    status: { from: 'register', status: await currentStatus({ db: ctx.db }, row.id) },
    officialHost: ctx.settings.officialHost,
    loggedIssue: seconds(row.issuedAt),
  });
  if (!answer.claims) return { ...answer, showMarks: false, documentId: row.id };
  const { draft } = storedModelSchema.parse(row.model);
  return { ...answer, showMarks, printed: printedNames(draft), documentId: row.id };
}
