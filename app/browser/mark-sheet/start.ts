import type { SheetFacts } from '#app/components/marking/sheet-facts.ts';
import { type DraftStore, keepDrafts, keptText, readDrafts } from './keep-drafts.ts';
import { moveCell, type Place } from './move-cell.ts';
import { type Before, pasteCells } from './paste-cells.ts';
import { editRow, keepMine, type Row, takeTheirs } from './row-keeper.ts';
import { sendRows } from './send-rows.ts';
import { openPage, type SheetPage, widthOf } from './sheet-page.ts';
import { createSaver, type SheetSaver } from './sheet-saver.ts';

/** The script of a marker's sheet: the form it finds works without it. */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sheet]')) {
  const facts: SheetFacts = JSON.parse(form.dataset.sheet ?? '');
  startSheet(openPage(form, facts), openStore());
}

function openStore(): DraftStore | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

type Sheet = { readonly page: SheetPage; readonly saver: SheetSaver; readonly store: DraftStore | null };

function startSheet(page: SheetPage, store: DraftStore | null): void {
  const { facts, form } = page;
  const saver = createSaver({
    rows: page.byCode,
    marking: facts.marking,
    send: (rows, reason) => sendRows(facts.save, rows, reason),
    later: (milliseconds, call) => {
      const timer = window.setTimeout(call, milliseconds);
      return () => window.clearTimeout(timer);
    },
    tell: (changed, trouble) => {
      for (const row of changed) page.show(row);
      keepDrafts(store, facts.key, changed);
      page.summarise(trouble);
    },
  });
  const sheet = { page, saver, store };
  form.dataset.live = '';
  replay(sheet);
  listenToTyping(sheet);
  listenToKeys(sheet);
  listenToButtons(sheet);
  window.addEventListener('online', () => saver.now());
  window.addEventListener('pagehide', () => saver.now());
}

/** Types again what had not been saved when the page was left, and a page shown again by going back. */
function replay({ page, saver, store }: Sheet): void {
  const drafts = readDrafts(store, page.facts.key);
  let restored = 0;
  for (const [i, row] of page.rows.entries()) {
    const draft = Object.hasOwn(drafts, row.code) ? drafts[row.code] : undefined;
    const shown = row.cells.map((_, column) => page.cellAt({ row: i, column })?.value ?? '');
    const typed = draft?.cells ?? shown;
    if (keptText({ cells: typed }) === keptText({ cells: row.saved })) {
      row.kept = draft ? keptText(draft) : null;
      page.show(row);
      continue;
    }
    // Typed over an older version: the server says what it is now.
    if (draft) row.entries = Math.min(draft.seen, row.entries);
    row.kept = draft ? keptText(draft) : null;
    editRow(row, typed, page.facts.marking);
    if (draft && row.state !== 'saved') restored += 1;
    page.show(row, true);
  }
  keepDrafts(store, page.facts.key, page.rows);
  page.summarise(null, restored > 0 ? page.facts.words.restored.replace('{n}', String(restored)) : '');
  saver.now();
}

/** Takes what the row's cells hold. */
function readRow(page: SheetPage, { row: index }: Place): Row | undefined {
  const row = page.rows[index];
  if (!row) return undefined;
  const cells = row.cells.map((_, column) => page.cellAt({ row: index, column })?.value ?? '');
  editRow(row, cells, page.facts.marking);
  return row;
}

function listenToTyping(sheet: Sheet): void {
  const { page, saver, store } = sheet;
  const { form, facts } = page;
  let before: Before = new Map();
  form.addEventListener('input', ({ target }) => {
    before = new Map();
    const place = page.placeOf(target);
    const row = place && readRow(page, place);
    if (!row) return;
    page.show(row);
    keepDrafts(store, facts.key, [row]);
    page.summarise(null);
    saver.soon('cell');
  });
  form.addEventListener('focusout', ({ target, relatedTarget }) => {
    const left = page.placeOf(target);
    if (left) saver.soon(page.placeOf(relatedTarget)?.row === left.row ? 'row' : 'left');
  });
  form.addEventListener('focusin', ({ target }) => {
    if (!page.placeOf(target) || !(target instanceof HTMLInputElement)) return;
    target.dataset.before = target.value;
    target.select();
  });
  form.addEventListener('paste', (event) => {
    const place = page.placeOf(event.target);
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!place || !/[\t\r\n]/.test(text.trim())) return;
    event.preventDefault();
    before = pasteBlock(sheet, place, text);
  });
  form.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || before.size === 0) return;
    event.preventDefault();
    takeBack(sheet, before);
    before = new Map();
  });
}

function pasteBlock({ page, saver, store }: Sheet, from: Place, text: string): Before {
  const { changed, before, lost } = pasteCells(page, from, text);
  keepDrafts(store, page.facts.key, changed);
  const { pasted, tooMuch } = page.facts.words;
  page.summarise(null, lost ? tooMuch : pasted.replace('{n}', String(changed.length)));
  saver.soon('paste');
  return before;
}

function takeBack({ page, saver, store }: Sheet, before: Before): void {
  for (const [row, cells] of before) {
    editRow(row, cells, page.facts.marking);
    page.show(row, true);
  }
  keepDrafts(store, page.facts.key, [...before.keys()]);
  page.summarise(null);
  saver.soon('left');
}

function listenToKeys({ page, saver, store }: Sheet): void {
  page.form.addEventListener('keydown', (event) => {
    const { target, key } = event;
    const place = page.placeOf(target);
    if (!place || !(target instanceof HTMLInputElement) || event.isComposing || event.altKey) return;
    if (key === 'Escape') {
      target.value = target.dataset.before ?? target.value;
      target.dispatchEvent(new Event('input', { bubbles: true }));
      target.select();
      return;
    }
    const whole = target.selectionStart === 0 && target.selectionEnd === target.value.length;
    const to = moveCell(
      place,
      {
        key,
        shift: event.shiftKey,
        control: event.ctrlKey || event.metaKey,
        atStart: whole || target.selectionEnd === 0,
        atEnd: whole || target.selectionStart === target.value.length,
      },
      page.rows.length,
      widthOf(page.facts),
    );
    if (!to) return;
    event.preventDefault();
    page.cellAt(to)?.focus();
  });
  page.form.addEventListener('submit', (event) => {
    event.preventDefault();
    sendNow({ page, saver, store });
  });
}

function sendNow({ page, saver }: Sheet): void {
  const reason = page.form.querySelector<HTMLInputElement>('input[name="reason"]');
  saver.now(reason?.value.trim() ?? '');
  if (reason && !page.rows.some(({ state }) => state === 'reason')) reason.value = '';
}

function listenToButtons(sheet: Sheet): void {
  const { page, saver, store } = sheet;
  page.form.addEventListener('click', ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    if (target.closest('[data-next-problem]')) return goToProblem(page);
    const choice = target.closest<HTMLElement>('[data-choice]')?.dataset.choice;
    const row = page.byCode.get(target.closest('tr')?.dataset.code ?? '');
    if (!choice || !row) return;
    if (choice === 'mine') keepMine(row);
    else takeTheirs(row);
    page.show(row, true);
    keepDrafts(store, page.facts.key, [row]);
    page.summarise(null);
    page.cellAt({ row: page.rows.indexOf(row), column: 0 })?.focus();
    saver.now();
  });
}

function goToProblem(page: SheetPage): void {
  const bad = page.form.querySelector<HTMLInputElement>('input[data-cell][aria-invalid]');
  bad?.scrollIntoView({ block: 'center' });
  bad?.focus();
}
