import type { SnapshotResult } from '#app/domain/publication/snapshot-file.ts';
import { DECISIONS, type Decision } from '#app/domain/regulation/schema.ts';
import type { Snapshot } from '#app/domain/regulation/snapshot.ts';
import type { MarkValue } from '#app/domain/shared/mark.ts';

type Marks = Readonly<Record<string, MarkValue>>;
/** A mark as its hundredths, any other state as its word. */
type PackedMarks = Readonly<Record<string, number | Exclude<MarkValue['state'], 'mark'>>>;
type PackedSnapshot = Omit<Snapshot, 'marks' | 'reviewed' | 'resat' | 'kept'> & {
  readonly marks: PackedMarks;
  readonly reviewed?: PackedMarks;
  readonly resat?: PackedMarks;
  readonly kept?: PackedMarks;
};
type Packed = readonly [
  ...identity: [string, string, SnapshotResult['identity']['sex'], string, string, string],
  code: string,
  entryId: string,
  candidateNumber: string,
  school: number | null,
  centre: number,
  jury: number,
  honours: string | null,
  average: number | null,
  total: number | null,
  rank: number | null,
  post: string | null,
  ruling: SnapshotResult['ruling'],
  snapshot: PackedSnapshot,
];

/** One letter a decision, the first byte of a record: whoever asks for it alone reads nothing else of anybody. */
const LETTERS: Readonly<Record<Decision, string>> = {
  passed: 'p',
  secondGroup: 's',
  failed: 'f',
  reserved: 'r',
  excluded: 'x',
};
const OF_LETTER: ReadonlyMap<string, Decision> = new Map(
  DECISIONS.map((decision) => [LETTERS[decision], decision]),
);

export function letterOf(decision: Decision): string {
  return LETTERS[decision];
}

/** @throws on a letter of no decision: the file is not one of ours. */
export function decisionOf(letter: string): Decision {
  const decision = OF_LETTER.get(letter);
  if (!decision) throw new Error(`No decision is written ${letter}`);
  return decision;
}

function packMarks(marks: Marks): PackedMarks {
  return Object.fromEntries(
    Object.entries(marks).map(([paper, mark]) => [paper, mark.state === 'mark' ? mark.value : mark.state]),
  );
}

function unpackMarks(packed: PackedMarks): Marks {
  return Object.fromEntries(
    Object.entries(packed).map(([paper, mark]): [string, MarkValue] => [
      paper,
      typeof mark === 'number' ? { state: 'mark', value: mark } : { state: mark },
    ]),
  );
}

function packSnapshot({ marks, reviewed, resat, kept, ...rest }: Snapshot): PackedSnapshot {
  return {
    ...rest,
    marks: packMarks(marks),
    ...(reviewed ? { reviewed: packMarks(reviewed) } : {}),
    ...(resat ? { resat: packMarks(resat) } : {}),
    ...(kept ? { kept: packMarks(kept) } : {}),
  };
}

function unpackSnapshot({ marks, reviewed, resat, kept, ...rest }: PackedSnapshot): Snapshot {
  return {
    ...rest,
    marks: unpackMarks(marks),
    ...(reviewed ? { reviewed: unpackMarks(reviewed) } : {}),
    ...(resat ? { resat: unpackMarks(resat) } : {}),
    ...(kept ? { kept: unpackMarks(kept) } : {}),
  };
}

/** A result as its record holds it: the decision's letter, then a JSON array without names of fields. */
export function packResult(result: SnapshotResult): Buffer {
  const { identity } = result;
  const packed: Packed = [
    identity.surname,
    identity.givenNames,
    identity.sex,
    identity.birthDate,
    identity.birthPlace,
    identity.nationality,
    result.code,
    result.entryId,
    result.candidateNumber,
    result.school,
    result.centre,
    result.jury,
    result.honours,
    result.average,
    result.total,
    result.rank,
    result.post,
    result.ruling,
    packSnapshot(result.snapshot),
  ];
  return Buffer.from(letterOf(result.decision) + JSON.stringify(packed));
}

export function unpackDecision(record: Uint8Array): Decision {
  return decisionOf(String.fromCharCode(record[0] ?? 0));
}

export function unpackResult(tableNumber: string, record: Buffer): SnapshotResult {
  const packed: Packed = JSON.parse(record.toString('utf8', 1));
  const [surname, givenNames, sex, birthDate, birthPlace, nationality, code, entryId, candidateNumber] =
    packed;
  const [, , , , , , , , , school, centre, jury, honours, average, total, rank, post, ruling, snapshot] =
    packed;
  return {
    tableNumber,
    code,
    entryId,
    candidateNumber,
    identity: { surname, givenNames, sex, birthDate, birthPlace, nationality },
    school,
    centre,
    jury,
    snapshot: unpackSnapshot(snapshot),
    decision: unpackDecision(record),
    honours,
    ruling,
    average,
    total,
    rank,
    post,
  };
}
