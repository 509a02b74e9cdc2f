import type { Sheet } from '#app/adapters/spreadsheet/port.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { LOT_ROW_STATES } from '#app/domain/verification/api-answer.ts';
import { LOT_LIMITS, type LotQuestion, lotColumns, lotQuestion } from '#app/domain/verification/lot.ts';
import { type DocumentCheck, type ShownCheck, showCheck } from '#app/domain/verification/shown-document.ts';
import { isToken } from '#app/domain/verification/token.ts';
import type { Ctx } from '#app/services/context.ts';
import { checkByText, checkByToken, checkByTypedCode } from './check-document.server.ts';
import { countCheck } from './count-check.server.ts';

/** Keeps a list from being a machine that guesses. */
export type GuessGuard = {
  /** Whether this asker may still be wrong. */
  mayGoOn(): Promise<boolean>;
  /** Whether this number may still be tried, by anyone. */
  mayTry(number: string): Promise<boolean>;
  wasWrong(): Promise<void>;
};

export type CheckedRow = {
  /** As a spreadsheet counts. */
  readonly row: number;
  /** What tells the row apart for whoever sent it: a number, or the beginning of an address. */
  readonly label: string;
  readonly state: (typeof LOT_ROW_STATES)[number];
  readonly check: ShownCheck | null;
};

/**
 * Answers each row of a list. Nothing of it is kept but counts. After as many wrong rows as the guard allows, the rest
 * is said not to have been checked.
 */
export async function checkLot(
  ctx: Ctx,
  sheet: Sheet,
  guard: GuessGuard,
): Promise<Verdict<readonly CheckedRow[], 'lot.tooManyRows'>> {
  const columns = lotColumns(sheet.header);
  const { rows: maximum } = LOT_LIMITS;
  if (sheet.rowCount + (columns.headless ? 1 : 0) > maximum) return refuse('lot.tooManyRows', { maximum });
  const checked: CheckedRow[] = [];
  const take = async (row: number, cells: readonly string[]) =>
    void checked.push(await checkRow(ctx, { row, question: lotQuestion(cells, columns) }, guard));
  if (columns.headless) await take(sheet.headerRow, sheet.header);
  for await (const { number, cells } of sheet.rows) await take(number, cells);
  return accept(checked);
}

type Row = { readonly row: number; readonly question: LotQuestion };

async function checkRow(ctx: Ctx, { row, question }: Row, guard: GuessGuard): Promise<CheckedRow> {
  const label = labelOf(question);
  if (question.kind === 'incomplete') return { row, label, state: 'incomplete', check: null };
  const allowed =
    (await guard.mayGoOn()) && (question.kind === 'text' || (await guard.mayTry(question.number)));
  if (!allowed) return { row, label, state: 'notChecked', check: null };
  const check = await ask(ctx, question);
  void countCheck(ctx, { door: 'bulk', check });
  if (check.reason === 'token.mismatch') await guard.wasWrong();
  return { row, label, state: 'checked', check: showCheck(check) };
}

function ask(ctx: Ctx, question: Exclude<LotQuestion, { kind: 'incomplete' }>): Promise<DocumentCheck> {
  if (question.kind === 'typed') return checkByTypedCode(ctx, question.number, question.code);
  return isToken(question.text) ? checkByToken(ctx, question.text) : checkByText(ctx, question.text);
}

/** The digits of a code hold a name: they are not shown again. */
function labelOf(question: LotQuestion): string {
  if (question.kind === 'typed') return question.number.slice(0, 80);
  if (question.kind === 'incomplete') return '';
  const address = question.text.split('#')[0] ?? '';
  return /^[\d\s]*$/.test(address) ? '' : address.slice(0, 80);
}
