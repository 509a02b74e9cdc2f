import type { PreparedRegulation } from '#app/domain/regulation/prepare-regulation.ts';
import { type Snapshot, snapshotChecker } from '#app/domain/regulation/snapshot.ts';
import { formatMark, type Hundredths, type MarkValue, parseMark } from '#app/domain/shared/mark.ts';
import { type Columns, type MarkCell, type PlainColumn, planSeries } from './read-marks-columns.ts';
import { cellText, type MarksRecord, NOT_TEXT, plainMark } from './read-marks-records.ts';
import { type Tokens, tokenKey } from './read-marks-tokens.ts';

const FIT_TOKENS: ReadonlyMap<string, boolean> = new Map([
  ...['', '1', 'yes', 'oui', 'apte'].map((token) => [token, true] as const),
  ...['0', 'no', 'non', 'inapte'].map((token) => [token, false] as const),
]);
const LONGEST_ID = 128;
const MOST_SHOWN = 40;

export type ReadRow = {
  readonly id: string;
  /** `undefined` when there is a problem. */
  readonly snapshot: Snapshot | undefined;
  readonly problems: readonly string[];
};

type Reading = {
  readonly record: MarksRecord;
  readonly tokens: Tokens;
  readonly regulation: PreparedRegulation;
  readonly problems: string[];
};

/** Turns records into snapshots; every problem of a row is said, not the first alone. */
export function rowReader(
  columns: Columns,
  tokens: Tokens,
  regulation: PreparedRegulation,
): (record: MarksRecord) => ReadRow {
  const planOf = planSeries(columns, regulation);
  const check = snapshotChecker(regulation.source);
  return (record) => {
    const problems: string[] = [];
    const reading: Reading = { record, tokens, regulation, problems };
    if (record.count !== columns.count) problems.push(`${record.count} fields instead of ${columns.count}`);
    const plain = (name: PlainColumn) => textOf(reading, columns.plain[name]);
    const series = plain('series');
    const plan = planOf(series);
    const marks = plan && readMarkCells(reading, plan.cells);
    for (const { index, name } of plan?.foreign ?? [])
      if (textOf(reading, index) !== '') problems.push(`${name}: not a paper of this series`);
    if (!plan) problems.push('series: no such series in the regulation');
    const more = readMore(reading, plain);
    const id = readId(reading, plain('id'));
    if (!marks || problems.length > 0) return { id, snapshot: undefined, problems };
    const snapshot: Snapshot = { series, ...more, ...marks };
    for (const { place, reason } of check(snapshot)) problems.push(sayReason(place, reason));
    return { id, snapshot: problems.length === 0 ? snapshot : undefined, problems };
  };
}

function sayReason(place: string, reason: string): string {
  const paper = place.replace(/^[a-z]+\./, '');
  switch (reason) {
    case 'snapshot.tooManyChosen':
      return 'more second-group papers than may be chosen';
    case 'snapshot.keptBelow':
      return `${paper}.kept: not a mark that may be kept`;
    default:
      return `${place}: ${reason}`;
  }
}

/** A cell as text; what is not UTF-8 is a problem. */
function textOf({ record, problems }: Reading, index: number): string {
  const text = index < 0 ? '' : cellText(record, index);
  if (text === undefined && !problems.includes(NOT_TEXT)) problems.push(NOT_TEXT);
  return text ?? '\ufffd';
}

/** What was written, on one line and short, for a message. */
function quote(text: string): string {
  const shown = text.replace(/\p{C}/gu, '\ufffd');
  return `"${shown.length > MOST_SHOWN ? `${shown.slice(0, MOST_SHOWN)}…` : shown}"`;
}

type Marks = Record<string, MarkValue>;
type Read = Pick<Snapshot, 'marks' | 'reviewed' | 'resat'>;

function readMarkCells(reading: Reading, cells: readonly MarkCell[]): Read {
  const marks: Marks = {};
  const beside: { reviewed?: Marks; resat?: Marks } = {};
  for (const cell of cells) {
    const plain = plainMark(reading.record, cell.index);
    const value = plain >= 0 && plain <= cell.maximum ? markValue(plain) : readCell(reading, cell);
    if (value === undefined) continue;
    const into = cell.into === 'marks' ? marks : besideOf(beside, cell.into);
    if (into[cell.paper]) reading.problems.push(`${cell.name}: this mark is given twice`);
    into[cell.paper] = value;
  }
  return { marks, ...beside };
}

function besideOf(beside: { reviewed?: Marks; resat?: Marks }, part: 'reviewed' | 'resat'): Marks {
  const known = beside[part] ?? {};
  beside[part] = known;
  return known;
}

/** Marks up to 100 are made once: a list holds them by the million. */
const USUAL: readonly MarkValue[] = Array.from({ length: 10_001 }, (_, value) =>
  Object.freeze({ state: 'mark', value }),
);
const markValue = (value: Hundredths): MarkValue => USUAL[value] ?? { state: 'mark', value };

/** A mark, a state, or `undefined` for an empty cell and for what is neither, which is a problem. */
function readCell(reading: Reading, { index, name, maximum }: MarkCell): MarkValue | undefined {
  const text = textOf(reading, index);
  if (text === '') return undefined;
  const value = parseMark(text, maximum);
  if (value !== undefined) return markValue(value);
  const state = reading.tokens.get(tokenKey(text));
  if (!state) {
    const top = formatMark(maximum, '.').replace(/\.?0+$/, '');
    reading.problems.push(`${name}: ${quote(text)} is neither a mark from 0 to ${top} nor a state`);
  }
  return state;
}

type More = Pick<Snapshot, 'fit' | 'attempts' | 'category' | 'region'>;

function readMore(reading: Reading, plain: (name: PlainColumn) => string): More {
  const { problems } = reading;
  const [written, times, category, region] = [
    plain('fit'),
    plain('attempts'),
    plain('category'),
    plain('region'),
  ];
  const fit = FIT_TOKENS.get(written.toLowerCase());
  if (fit === undefined) problems.push(`fit: ${quote(written)} is neither yes nor no`);
  if (!/^([1-9]\d?)?$/.test(times)) problems.push(`attempts: ${quote(times)} is not a number from 1 to 99`);
  return {
    fit: fit ?? true,
    ...(times === '' ? {} : { attempts: Number(times) }),
    ...(category === '' ? {} : { category }),
    ...(region === '' ? {} : { region }),
  };
}

/** The id; empty when it can't be one, which is a problem. */
function readId({ problems }: Reading, id: string): string {
  const wrong =
    id === ''
      ? 'the id is empty'
      : id.length > LONGEST_ID
        ? `the id is longer than ${LONGEST_ID} characters`
        : /[\p{Cc}\ufffd]/u.test(id) && 'the id holds a control character';
  if (wrong && !problems.includes(NOT_TEXT)) problems.push(wrong);
  return wrong ? '' : id;
}
