import { describe, expect, it } from 'vitest';
import { PLAIN_MARKING } from '#tests/factories/paper-marking.ts';
import { type DraftStore, keepDrafts, readDrafts } from './keep-drafts.ts';
import { editRow, isUnsaved, keepMine, type Row, startRow, takeTheirs } from './row-keeper.ts';
import { createSaver, type SentRow, type SheetAnswer, type Trouble } from './sheet-saver.ts';

type Request = {
  readonly rows: readonly SentRow[];
  readonly reason: string;
  readonly answer: (answer: SheetAnswer) => Promise<void>;
};

/** A sheet of two rows, its requests and its clock held by the test. */
function openSheet(
  saved: readonly [string, number][] = [
    ['', 0],
    ['', 0],
  ],
) {
  const rows = saved.map(([mark, entries], i) => startRow(`CODE${i}`, [mark], entries));
  const requests: Request[] = [];
  const troubles: Trouble[] = [];
  let due: { in: number; call: () => void } | null = null;
  const saver = createSaver({
    rows: new Map(rows.map((row) => [row.code, row])),
    marking: PLAIN_MARKING,
    send: (sent, reason) =>
      new Promise((resolve) => {
        const answer = async (one: SheetAnswer) => {
          resolve(one);
          await new Promise((done) => setImmediate(done));
        };
        requests.push({ rows: sent, reason, answer });
      }),
    later: (milliseconds, call) => {
      due = { in: milliseconds, call };
      return () => {
        due = null;
      };
    },
    tell: (_, trouble) => void troubles.push(trouble),
  });
  const [first, second] = rows;
  if (!first || !second) throw new Error('two rows');
  const type = (row: Row, text: string) => {
    editRow(row, [text], PLAIN_MARKING);
    saver.soon('left');
  };
  /** Lets the pause go by; says how long it was. */
  const pause = (): number | null => {
    const waited = due?.in ?? null;
    due?.call();
    return waited;
  };
  const take = async (answers: readonly { entries: number; reason?: string; now?: string[] }[]) => {
    const request = requests.at(-1);
    if (!request) throw new Error('nothing was sent');
    const rowsOf = answers.map((one, i) => ({ code: request.rows[i]?.code ?? '', ...one }));
    await request.answer({ kind: 'rows', rows: rowsOf });
  };
  const fail = async (kind: 'trouble' | 'closed' | 'signedOut') => requests.at(-1)?.answer({ kind });
  return { first, second, requests, troubles, saver, type, pause, take, fail };
}

describe('rows saved as they are typed', () => {
  it('are sent together after a pause, with the version that was seen', async () => {
    const { first, second, requests, type, pause, take } = openSheet([
      ['', 0],
      ['9', 2],
    ]);
    type(first, '12');
    type(second, '9,5');
    expect(requests).toHaveLength(0);
    expect(pause()).toBe(200);
    expect(requests[0]?.rows).toEqual([
      { code: 'CODE0', cells: ['12'], seen: 0 },
      { code: 'CODE1', cells: ['9,5'], seen: 2 },
    ]);
    await take([{ entries: 1 }, { entries: 2, reason: 'mark.reasonMissing' }]);
    expect([first.state, second.state]).toEqual(['saved', 'reason']);
  });

  it('are not sent while they can’t be read, nor when they say what is saved', () => {
    const { first, second, requests, type, pause } = openSheet([
      ['', 0],
      ['9,5', 1],
    ]);
    type(first, '21');
    type(second, '9.50');
    pause();
    expect(requests).toHaveLength(0);
    expect([first.state, second.state]).toEqual(['invalid', 'saved']);
    type(second, '');
    expect(second.state).toBe('emptied');
  });

  it('go one request at a time: what is typed meanwhile goes after, over the new version', async () => {
    const { first, requests, type, pause, take, saver } = openSheet();
    type(first, '1');
    pause();
    type(first, '12');
    saver.now();
    expect(requests).toHaveLength(1);
    await take([{ entries: 1 }]);
    expect(first.state).toBe('waiting');
    pause();
    expect(requests[1]?.rows).toEqual([{ code: 'CODE0', cells: ['12'], seen: 1 }]);
  });
});

describe('a network that comes and goes', () => {
  it('is tried again, longer and longer, and nothing is taken for saved', async () => {
    const { first, requests, troubles, type, pause, fail, take } = openSheet();
    type(first, '12');
    pause();
    await fail('trouble');
    expect([first.state, troubles.at(-1)]).toEqual(['waiting', 'offline']);
    expect(pause()).toBe(2000);
    await fail('trouble');
    expect(pause()).toBe(4000);
    await take([{ entries: 1 }]);
    expect([first.state, troubles.at(-1), requests.length]).toEqual(['saved', null, 3]);
  });

  it('does not take its own lost answer for somebody else’s mark', async () => {
    const { first, requests, type, pause, fail, take } = openSheet();
    type(first, '12');
    pause();
    await fail('trouble');
    type(first, '13');
    pause();
    await take([{ entries: 1, reason: 'mark.stale', now: ['12'] }]);
    expect([first.state, first.theirs]).toEqual(['waiting', null]);
    pause();
    expect(requests.at(-1)?.rows).toEqual([{ code: 'CODE0', cells: ['13'], seen: 1 }]);
  });

  it('stops once the bundle is closed, and keeps on when the session has ended', async () => {
    const { first, troubles, type, pause, fail } = openSheet();
    type(first, '12');
    pause();
    await fail('signedOut');
    expect(troubles.at(-1)).toBe('signedOut');
    expect(pause()).toBe(2000);
    await fail('closed');
    expect([troubles.at(-1), first.state]).toEqual(['closed', 'waiting']);
    expect(pause()).toBeNull();
  });
});

describe('two windows', () => {
  it('show what the other keyed, and change it only when asked to', async () => {
    const { first, second, type, pause, take, requests, saver } = openSheet([
      ['9', 1],
      ['8', 1],
    ]);
    type(first, '10');
    type(second, '7');
    pause();
    await take([
      { entries: 2, reason: 'mark.stale', now: ['11'] },
      { entries: 2, reason: 'mark.stale', now: ['7'] },
    ]);
    expect([first.state, first.theirs, second.state]).toEqual(['stale', ['11'], 'saved']);
    keepMine(first);
    expect(first.state).toBe('waiting');
    first.state = 'stale';
    takeTheirs(first);
    expect([first.state, first.cells]).toEqual(['saved', ['11']]);
    type(first, '10');
    saver.now('Relu');
    expect(requests.at(-1)).toMatchObject({ rows: [{ seen: 2 }], reason: 'Relu' });
  });
});

describe('what is kept on the device', () => {
  const openStore = () => {
    const kept = new Map<string, string>();
    const store: DraftStore = {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, text) => void kept.set(key, text),
      removeItem: (key) => void kept.delete(key),
    };
    return { kept, store };
  };
  const typed = (text: string, saved = '', entries = 0) => {
    const row = startRow('CODE0', [saved], entries);
    editRow(row, [text], PLAIN_MARKING);
    return row;
  };

  it('is what is not saved yet, by code, and nothing once it is', () => {
    const { kept, store } = openStore();
    const row = typed('12');
    keepDrafts(store, 'sheet', [row]);
    expect(kept.get('sheet')).toBe('{"CODE0":{"cells":["12"],"seen":0}}');
    expect(isUnsaved(row)).toBe(true);
    row.state = 'saved';
    keepDrafts(store, 'sheet', [row]);
    expect(kept.size).toBe(0);
  });

  it('goes when the cell is taken back to what is saved', () => {
    const { kept, store } = openStore();
    const row = typed('12', '10', 1);
    keepDrafts(store, 'sheet', [row]);
    editRow(row, ['10'], PLAIN_MARKING);
    keepDrafts(store, 'sheet', [row]);
    expect(kept.size).toBe(0);
  });

  it('stays where another window typed it', () => {
    const { store } = openStore();
    keepDrafts(store, 'sheet', [typed('14', '10', 1)]);
    const mine = typed('12', '10', 1);
    mine.state = 'saved';
    keepDrafts(store, 'sheet', [mine]);
    expect(readDrafts(store, 'sheet')).toEqual({ CODE0: { cells: ['14'], seen: 1 } });
  });

  it('is nothing when the store holds something else, is full or forbidden', () => {
    const { kept, store } = openStore();
    for (const text of ['', '[]', 'null', '{"a":1,"b":{"cells":[1],"seen":0}}', '{']) {
      kept.set('sheet', text);
      expect(readDrafts(store, 'sheet')).toEqual({});
    }
    expect(readDrafts(null, 'sheet')).toEqual({});
    const full: DraftStore = {
      ...store,
      setItem: () => {
        throw new Error('full');
      },
    };
    expect(() => keepDrafts(full, 'sheet', [typed('12')])).not.toThrow();
  });
});
