import type { MarkState, MarkValue } from '../shared/mark.ts';
import type { WorkedCase } from './schema-cases.ts';
import type { Snapshot } from './snapshot.ts';

/** How a state is written in a case and in a file of marks. */
export const STATE_WORDS: Readonly<Record<string, Exclude<MarkState, 'mark'>>> = {
  ABS: 'absent',
  EXC: 'excused',
  DISP: 'exempt',
  FRAUD: 'fraud',
  ATT: 'awaited',
  NON: 'notDue',
};

/** "13.5" or a state. @throws RangeError for anything the file's schema refuses. */
function readCaseMark(text: string): MarkValue {
  const state = STATE_WORDS[text];
  if (state) return { state };
  const [whole = '', decimals = ''] = text.split('.');
  if (!/^\d{1,6}$/.test(whole) || !/^\d{0,2}$/.test(decimals)) throw new RangeError(`not a mark: ${text}`);
  return { state: 'mark', value: Number(whole) * 100 + Number(decimals.padEnd(2, '0')) };
}

function readMarks(marks: Readonly<Record<string, string>>): Record<string, MarkValue> {
  return Object.fromEntries(Object.entries(marks).map(([paper, text]) => [paper, readCaseMark(text)]));
}

/** The snapshot of a worked case; fit for sport unless it says otherwise. */
export function snapshotOfCase(one: WorkedCase): Snapshot {
  const { series, fit = true, attempts, category, region, choices, reviewed, resat, kept } = one;
  return {
    series,
    fit,
    marks: readMarks(one.marks),
    ...(attempts === undefined ? {} : { attempts }),
    ...(category === undefined ? {} : { category }),
    ...(region === undefined ? {} : { region }),
    ...(choices === undefined ? {} : { choices }),
    ...(reviewed ? { reviewed: readMarks(reviewed) } : {}),
    ...(resat ? { resat: readMarks(resat) } : {}),
    ...(kept ? { kept: readMarks(kept) } : {}),
  };
}
