import { and, eq, inArray } from 'drizzle-orm';
import { type LineMatch, matchLine, quotedBy } from '#app/domain/counter/match-line.ts';
import { readStatement, type Statement, type StatementLine } from '#app/domain/counter/read-statement.ts';
import {
  findHeader,
  guessMapping,
  missingFields,
  type StatementMapping,
} from '#app/domain/counter/statement-columns.ts';
import { money } from '#app/domain/shared/money.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { organisation } from '#db/schema/organisation.ts';
import { bankFile, bankLine } from '#db/schema/till.ts';
import { findTargets } from './find-targets.server.ts';
import { mayBook } from './keep-bank-file.server.ts';

export type OpenedBankFile = {
  readonly file: typeof bankFile.$inferSelect;
  readonly currency: string;
  readonly timeZone: string;
  readonly header: readonly string[];
  readonly mapping: StatementMapping;
  /** Absent while a needed column is not known. */
  readonly statement: Statement | null;
};

/**
 * Reads a statement that was taken in, by its headings or by the columns somebody chose. Who: `money.work` or
 * `money.approve`. `bankFile.notFound` for an unknown file and another organisation's.
 * @throws when the stored file is gone: it was there when it was taken in.
 */
export async function openBankFile(
  ctx: Ctx,
  { fileId, mapping: chosen }: { readonly fileId: string; readonly mapping?: StatementMapping | undefined },
): Promise<Verdict<OpenedBankFile, 'bankFile.notFound'>> {
  const [row] = await ctx.db
    .select({ file: bankFile, profile: organisation.profile })
    .from(bankFile)
    .innerJoin(organisation, eq(organisation.id, bankFile.organisationId))
    .where(eq(bankFile.id, fileId));
  if (!row || !mayBook(ctx, row.file.organisationId)) return refuse('bankFile.notFound');
  const { currency, timeZone } = row.profile;
  const bytes = await ctx.adapters.storage.get(row.file.fileKey);
  const sheet = bytes && (await ctx.adapters.spreadsheets.open(bytes, row.file.fileName));
  if (!sheet?.ok) throw new Error(`the statement ${fileId} can't be read any more`);
  const rows = [{ number: sheet.value.headerRow, cells: sheet.value.header }];
  for await (const one of sheet.value.rows) rows.push({ number: one.number, cells: one.cells });
  const at = findHeader(rows.map(({ cells }) => cells));
  const header = rows[at]?.cells ?? [];
  const mapping = chosen ?? guessMapping(header);
  const statement =
    missingFields(mapping).length > 0 ? null : readStatement(rows.slice(at + 1), mapping, currency);
  return accept({ file: row.file, currency, timeZone, header, mapping, statement });
}

export type PreviewedLine = StatementLine & {
  readonly match: LineMatch;
  /** How it was booked, in this file or another; absent while it is not. */
  readonly booked: 'matched' | 'suspended' | null;
};

const AT_ONCE = 1000;

/** What booking a statement would do with each of its lines, as the books stand now. Nothing is written. */
export async function previewStatement(
  ctx: Ctx,
  { file, currency, statement }: OpenedBankFile,
): Promise<readonly PreviewedLine[]> {
  const lines = statement?.lines ?? [];
  const targets = await findTargets(ctx.db, file.organisationId, lines.flatMap(quotedBy));
  const booked = new Map<string, 'matched' | 'suspended'>();
  for (let start = 0; start < lines.length; start += AT_ONCE) {
    const references = lines.slice(start, start + AT_ONCE).map(({ reference }) => reference);
    const rows = await ctx.db
      .select({ reference: bankLine.reference, state: bankLine.state })
      .from(bankLine)
      .where(
        and(
          eq(bankLine.organisationId, file.organisationId),
          eq(bankLine.source, file.source),
          inArray(bankLine.reference, references),
        ),
      );
    for (const { reference, state } of rows) booked.set(reference, state);
  }
  return lines.map((line) => ({
    ...line,
    match: matchLine({ ...line, received: money(line.amount, currency) }, targets),
    booked: booked.get(line.reference) ?? null,
  }));
}
