import type { PreparedRegulation } from '#app/domain/regulation/prepare-regulation.ts';
import { type Snapshot, snapshotChecker } from '#app/domain/regulation/snapshot.ts';
import { quote, type Reading, readMarkCells, textOf } from './read-marks-cells.ts';
import type { Columns } from './read-marks-columns.ts';
import { planSeries } from './read-marks-plan.ts';
import { type MarksRecord, NOT_TEXT } from './read-marks-records.ts';
import type { Tokens } from './read-marks-tokens.ts';

const FIT_TOKENS: ReadonlyMap<string, boolean> = new Map([
  ...['', '1', 'yes', 'oui', 'apte'].map((token) => [token, true] as const),
  ...['0', 'no', 'non', 'inapte'].map((token) => [token, false] as const),
]);
const LONGEST_ID = 128;

export type ReadRow = {
  readonly id: string;
  /** `undefined` when there is a problem. */
  readonly snapshot: Snapshot | undefined;
  readonly problems: readonly string[];
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
    const reading: Reading = { record, tokens, problems };
    if (record.count !== columns.count) problems.push(`${record.count} fields instead of ${columns.count}`);
    const series = textOf(reading, columns.plain.series);
    const plan = planOf(series);
    const marks = plan && readMarkCells(reading, plan);
    for (const { index, name } of plan?.foreign ?? [])
      if (textOf(reading, index) !== '') problems.push(`${name}: not a paper of this series`);
    if (!plan) problems.push('series: no such series in the regulation');
    const more = readMore(reading, columns.plain);
    const id = readId(reading, textOf(reading, columns.plain.id));
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
    case 'snapshot.markOffScale':
      return `${paper}: a mark off the scale`;
    case 'snapshot.keptBelow':
      return `${paper}.kept: not a mark that may be kept`;
    default:
      return `${place}: ${reason}`;
  }
}

type More = Pick<Snapshot, 'fit' | 'attempts' | 'category' | 'region' | 'choices'>;

function readMore(reading: Reading, at: Columns['plain']): More {
  const { problems } = reading;
  const choices = textOf(reading, at.choices)
    .split(/[\s|]+/)
    .filter((choice) => choice !== '');
  const [written, times, category, region] = [
    textOf(reading, at.fit),
    textOf(reading, at.attempts),
    textOf(reading, at.category),
    textOf(reading, at.region),
  ];
  const fit = FIT_TOKENS.get(written.toLowerCase());
  if (fit === undefined) problems.push(`fit: ${quote(written)} is neither yes nor no`);
  if (!/^([1-9]\d?)?$/.test(times)) problems.push(`attempts: ${quote(times)} is not a number from 1 to 99`);
  return {
    fit: fit ?? true,
    ...(times === '' ? {} : { attempts: Number(times) }),
    ...(category === '' ? {} : { category }),
    ...(region === '' ? {} : { region }),
    ...(choices.length === 0 ? {} : { choices }),
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
