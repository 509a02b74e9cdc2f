import type { SheetFacts, SheetWords } from '#app/components/marking/sheet-facts.ts';
import { columnsOf, readKeyedRow } from '#app/domain/marking/read-mark.ts';
import { formatMark } from '#app/domain/shared/mark.ts';
import type { Place } from './move-cell.ts';
import { isUnsaved, type Row, startRow } from './row-keeper.ts';
import type { Trouble } from './sheet-saver.ts';

/** The sheet's elements, found once: a bundle may have thousands of cells. */
export type SheetPage = {
  readonly form: HTMLFormElement;
  readonly facts: SheetFacts;
  readonly rows: readonly Row[];
  readonly byCode: ReadonlyMap<string, Row>;
  readonly cellAt: (place: Place) => HTMLInputElement | undefined;
  readonly placeOf: (cell: EventTarget | null) => Place | undefined;
  /** Shows what the row says now; its cells are written only when asked to. */
  readonly show: (row: Row, writeCells?: boolean) => void;
  readonly summarise: (trouble: Trouble, note?: string) => void;
};

type Drawn = {
  readonly line: HTMLTableRowElement;
  readonly cells: readonly HTMLInputElement[];
  readonly state: HTMLElement;
  readonly total: HTMLElement | null;
};

export function openPage(form: HTMLFormElement, facts: SheetFacts): SheetPage {
  const drawn: Drawn[] = [];
  const rows: Row[] = [];
  const places = new Map<EventTarget, Place>();
  for (const line of form.querySelectorAll<HTMLTableRowElement>('tr[data-code]')) {
    const cells = [...line.querySelectorAll<HTMLInputElement>('input[data-cell]')];
    const state = line.querySelector<HTMLElement>('[data-state-of]');
    if (!state) continue;
    for (const [column, cell] of cells.entries()) places.set(cell, { row: rows.length, column });
    drawn.push({ line, cells, state, total: line.querySelector('[data-total]') });
    const saved = (line.dataset.saved ?? '').split('\t');
    rows.push(startRow(line.dataset.code ?? '', saved, Number(line.dataset.entries ?? 0)));
  }
  const indexes = new Map(rows.map((row, i) => [row, i]));
  const show = (row: Row, writeCells = false) => {
    const one = drawn[indexes.get(row) ?? -1];
    if (one) drawRow(one, row, facts, writeCells);
  };
  return {
    form,
    facts,
    rows,
    byCode: new Map(rows.map((row) => [row.code, row])),
    cellAt: ({ row, column }) => drawn[row]?.cells[column],
    placeOf: (cell) => (cell ? places.get(cell) : undefined),
    show,
    summarise: (trouble, note) => drawSummary(form, rows, facts.words, trouble, note),
  };
}

function drawRow(
  { line, cells, state, total }: Drawn,
  row: Row,
  facts: SheetFacts,
  writeCells: boolean,
): void {
  const faulty = new Set(row.faults.map(({ column }) => column));
  const isBad = row.state === 'emptied' || row.state === 'refused' || row.state === 'stale';
  for (const [column, cell] of cells.entries()) {
    const text = row.cells[column] ?? '';
    if (writeCells && cell.value !== text) cell.value = text;
    const bad = faulty.has(column) || (isBad && column === 0);
    if (bad === cell.hasAttribute('aria-invalid')) continue;
    cell.toggleAttribute('aria-invalid', bad);
    if (bad) {
      cell.setAttribute('aria-invalid', 'true');
      cell.setAttribute('aria-describedby', state.id);
    } else cell.removeAttribute('aria-describedby');
  }
  if (line.dataset.state !== row.state) line.dataset.state = row.state;
  const text = stateText(row, facts);
  if (state.firstChild?.textContent !== text || state.childElementCount > 0) {
    state.replaceChildren(text);
    if (row.state === 'stale') state.append(...choices(facts.words));
  }
  if (total) total.textContent = totalText(row, facts);
}

function choices({ keepMine, takeTheirs }: SheetWords): HTMLButtonElement[] {
  return Object.entries({ mine: keepMine, theirs: takeTheirs }).map(([choice, text]) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.choice = choice;
    button.textContent = text;
    return button;
  });
}

function stateText(row: Row, { words, marking }: SheetFacts): string {
  const [fault] = row.faults;
  switch (row.state) {
    case 'empty':
      return '';
    case 'saved':
      return isIncomplete(row, marking) ? words.incomplete : words.saved;
    case 'invalid': {
      const named = { 'mark.withState': words.withWord, 'mark.aboveTotal': words.aboveTotal };
      const sentence = fault && fault.reason !== 'mark.unreadable' ? named[fault.reason] : words.unreadable;
      return sentence.replace('{maximum}', String(fault?.detail.maximum ?? ''));
    }
    case 'stale': {
      const theirs = (row.theirs ?? []).filter((cell) => cell !== '').join(' · ');
      return theirs === '' ? words.staleEmpty : words.stale.replace('{mark}', theirs);
    }
    default:
      return words[row.state];
  }
}

function isIncomplete(row: Row, marking: SheetFacts['marking']): boolean {
  const read = readKeyedRow(row.cells, marking);
  return read.ok && read.value?.value.state === 'awaited';
}

function totalText(row: Row, { marking, sign }: SheetFacts): string {
  const read = readKeyedRow(row.cells, marking);
  return read.ok && read.value?.value.state === 'mark' ? formatMark(read.value.value.value, sign) : '';
}

const PROBLEMS: ReadonlySet<Row['state']> = new Set(['invalid', 'emptied', 'refused', 'stale']);

function drawSummary(
  form: HTMLFormElement,
  rows: readonly Row[],
  words: SheetWords,
  trouble: Trouble,
  note = '',
): void {
  const count = (wanted: (row: Row) => boolean) => rows.filter(wanted).length;
  const saved = count(({ state }) => state === 'saved');
  const waiting = count((row) => isUnsaved(row) && !PROBLEMS.has(row.state) && row.state !== 'reason');
  const problems = count(({ state }) => PROBLEMS.has(state));
  const reasons = count(({ state }) => state === 'reason');
  const fill = (sentence: string, n: number) => sentence.replace('{n}', String(n));
  const unsaved = waiting + problems + reasons;
  const parts = [
    trouble === null ? '' : words[trouble],
    note,
    unsaved === 0 ? (saved === 0 ? words.nothingYet : fill(words.allSaved, saved)) : '',
    waiting > 0 ? fill(words.someWaiting, waiting) : '',
    problems > 0 ? fill(words.someProblems, problems) : '',
    reasons > 0 ? fill(words.askReason, reasons) : '',
  ];
  const bar = form.querySelector<HTMLElement>('[data-summary]');
  const text = parts.filter((part) => part !== '').join(' ');
  if (bar && bar.textContent !== text) bar.textContent = text;
  form.dataset.state = trouble !== null || problems > 0 ? 'trouble' : unsaved > 0 ? 'waiting' : 'saved';
  const reason = form.querySelector<HTMLElement>('[data-reason]');
  if (reason) reason.hidden = reasons === 0;
  const next = form.querySelector<HTMLElement>('[data-next-problem]');
  if (next) next.hidden = problems === 0;
}

/** How many cells a row has. */
export const widthOf = ({ marking }: SheetFacts): number => columnsOf(marking).length;
