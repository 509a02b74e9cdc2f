import type { PaperMarking } from '#app/domain/marking/paper-marking.ts';
import { answerRow, loseRow, type Row, type RowAnswer, sendRow } from './row-keeper.ts';

export type SentRow = { readonly code: string; readonly cells: readonly string[]; readonly seen: number };
/** `trouble`: no answer, or one that is none; it is tried again. */
export type SheetAnswer =
  | { readonly kind: 'rows'; readonly rows: readonly RowAnswer[] }
  | { readonly kind: 'closed' | 'signedOut' | 'trouble' };

export type SaverParts = {
  readonly rows: ReadonlyMap<string, Row>;
  readonly marking: PaperMarking;
  readonly send: (rows: readonly SentRow[], reason: string) => Promise<SheetAnswer>;
  /** Calls back after so many milliseconds; gives what cancels it. */
  readonly later: (milliseconds: number, call: () => void) => () => void;
  /** Rows that say something else now, and what the whole sheet is at. */
  readonly tell: (changed: readonly Row[], trouble: Trouble) => void;
};
export type Trouble = null | 'offline' | 'signedOut' | 'closed';

/**
 * How long after the last key a row is sent, by where the marker is: still in its cell, in its row, or gone on. What was
 * pasted can be taken back for a while: once saved, a mark is never erased.
 */
export const PAUSES = { cell: 2000, row: 1200, left: 200, paste: 4000 } as const;
const MOST_ROWS = 500;
const RETRIES = [2000, 4000, 8000, 15_000, 30_000];

export type SheetSaver = {
  /** Sends what waits, unless more is typed before the pause is over. */
  readonly soon: (pause: keyof typeof PAUSES) => void;
  /** Sends at once; with a reason, what waits for one too. */
  readonly now: (reason?: string) => void;
};

/** One request at a time, so that rows arrive in the order in which they were typed; tried again until it is answered. */
export function createSaver(parts: SaverParts): SheetSaver {
  let busy = false;
  let stopped = false;
  let failures = 0;
  let why = '';
  let cancel = () => {};
  const plan = (milliseconds: number) => {
    cancel();
    cancel = parts.later(milliseconds, () => void flush());
  };
  const flush = async () => {
    cancel();
    if (busy || stopped) return;
    const rows = [...parts.rows.values()].filter(
      ({ state }) => state === 'waiting' || (state === 'reason' && why !== ''),
    );
    if (rows.length === 0) return;
    busy = true;
    const some = rows.slice(0, MOST_ROWS);
    const sent = some.map(({ code, cells, entries }) => ({ code, cells, seen: entries }));
    for (const row of some) sendRow(row);
    parts.tell(some, null);
    const answer = await parts.send(sent, why);
    busy = false;
    take(some, answer);
  };
  const take = (some: readonly Row[], answer: SheetAnswer) => {
    if (answer.kind === 'rows') {
      failures = 0;
      const answers = new Map(answer.rows.map((one) => [one.code, one]));
      for (const row of some) {
        const one = answers.get(row.code);
        if (one) answerRow(row, one, parts.marking);
        else loseRow(row);
      }
      if (![...parts.rows.values()].some(({ state }) => state === 'reason')) why = '';
      parts.tell(some, null);
      plan(PAUSES.left);
      return;
    }
    for (const row of some) loseRow(row);
    stopped = answer.kind === 'closed';
    parts.tell(some, answer.kind === 'trouble' ? 'offline' : answer.kind);
    if (!stopped) plan(RETRIES[Math.min(failures++, RETRIES.length - 1)] ?? 0);
  };
  return {
    soon: (pause) => {
      if (failures === 0) plan(PAUSES[pause]);
    },
    now: (reason = '') => {
      if (reason !== '') why = reason;
      void flush();
    },
  };
}
