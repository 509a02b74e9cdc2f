import { randomUUID } from 'node:crypto';
import { createFileResults } from '#app/adapters/results/file-results.server.ts';
import type { ResultPointer } from '#app/adapters/results/port.ts';
import { countGroups } from '#app/domain/publication/public-statistics.ts';
import { codeDigest } from '#app/domain/publication/result-access.ts';
import type { SnapshotHead, SnapshotResult } from '#app/domain/publication/snapshot-file.ts';
import { evaluatePrepared } from '#app/domain/regulation/evaluate.ts';
import { prepareRegulation } from '#app/domain/regulation/prepare-regulation.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import type { Snapshot } from '#app/domain/regulation/snapshot.ts';
import type { Outcome } from '#app/domain/regulation/trace.ts';
import { digestOf } from '#app/domain/shared/digest.ts';
import type { MarkValue } from '#app/domain/shared/mark.ts';
import { sampleRegulation } from './regulations.ts';

export type SnapshotWorldOptions = {
  readonly candidates?: number;
  readonly centres?: number;
  readonly regulation?: Regulation;
  readonly sittingId?: string;
  readonly version?: number;
  readonly reason?: string;
  readonly publishedAt?: string;
  readonly name?: string;
  /** Moves every candidate's marks: a corrected version gives others. */
  readonly shift?: number;
};

const SALT = '5e0f1b7a9c3d4e2f8a6b0c1d2e3f4a5b';
/** Marks repeat after so many candidates; names don't. */
const PATTERNS = 997;
const SURNAMES = ['Maïga', 'Issoufou', 'Souley', 'Adamou', 'Hama', 'Kaka', 'Ousmane', 'Abdou', 'Zakari'];
const GIVEN = ['Aïchatou', 'Moussa', 'Fati', 'Ibrahim', 'Hadiza', 'Salifou', 'Rakia', 'Boubacar'];

export const tableNumberOf = (i: number) => String(i + 1).padStart(7, '0');
export const resultCodeOf = (i: number) =>
  (((i + 1) * 2_654_435_761) >>> 0).toString(16).toUpperCase().padStart(8, '0');

type Pattern = { readonly snapshot: Snapshot; readonly outcome: Outcome };

function patternsOf(regulation: Regulation, shift: number): readonly Pattern[] {
  const prepared = prepareRegulation(regulation);
  const names = Object.keys(regulation.series);
  return Array.from({ length: PATTERNS }, (_, i) => {
    const series = names[i % names.length] ?? '';
    const marks: Record<string, MarkValue> = {};
    for (const [at, { paper, group }] of (regulation.series[series]?.papers ?? []).entries()) {
      const kind = regulation.papers[paper]?.kind;
      if (group === 2 || kind === 'optional') continue;
      const value = 300 + ((i * 137 + at * 211 + shift * 97) % 1500);
      marks[paper] = (i + at) % 89 === 0 ? { state: 'absent' } : { state: 'mark', value };
    }
    const snapshot = { series, fit: true, marks };
    return { snapshot, outcome: evaluatePrepared(snapshot, prepared) };
  });
}

/** A made-up publication of any size: its head, and its results one after the other. */
export function snapshotWorld(options: SnapshotWorldOptions = {}) {
  const { candidates = 12, centres: centreCount = 2, version = 1, shift = 0 } = options;
  const regulation = options.regulation ?? sampleRegulation('benin-bac');
  const patterns = patternsOf(regulation, shift);
  const patternOf = (i: number) => {
    const pattern = patterns[i % PATTERNS];
    if (!pattern) throw new Error('no pattern');
    return pattern;
  };
  const perCentre = Math.ceil(candidates / centreCount);
  const centres = Array.from({ length: centreCount }, (_, i) => ({
    id: randomUUID(),
    code: `C${String(i + 1).padStart(4, '0')}`,
    name: `Centre ${String(i + 1).padStart(4, '0')}`,
    candidates: Math.max(0, Math.min(perCentre, candidates - i * perCentre)),
  }));
  const name = options.name ?? 'Baccalauréat, session normale 2027';
  const head: SnapshotHead = {
    format: 2,
    publicationId: randomUUID(),
    sittingId: options.sittingId ?? randomUUID(),
    version,
    reason: options.reason ?? null,
    sitting: { fr: name, en: name },
    exam: { fr: 'Baccalauréat', en: 'Baccalaureate' },
    office: { fr: 'Office du baccalauréat', en: 'Baccalaureate office' },
    timeZone: 'Africa/Niamey',
    publishedAt: options.publishedAt ?? '2027-07-20T10:00:00.000Z',
    regulation,
    regulationHash: digestOf(regulation),
    statistics: countGroups(
      Array.from({ length: candidates }, (_, i) => {
        const { snapshot, outcome } = patternOf(i);
        return { group: snapshot.series, outcome, marks: snapshot.marks };
      }),
    ),
    centres,
    juries: [{ number: 1, name: 'Jury 1' }],
    schools: ['Lycée Kassaï', 'CEG 12'],
    salt: SALT,
    contentDigest: digestOf({ candidates, version, shift }),
  };
  function resultOf(i: number): SnapshotResult {
    const { snapshot, outcome } = patternOf(i);
    const number = tableNumberOf(i);
    return {
      tableNumber: number,
      code: codeDigest(SALT, number, resultCodeOf(i)),
      entryId: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
      candidateNumber: `27-${tableNumberOf(i)}`,
      identity: {
        surname: SURNAMES[i % SURNAMES.length] ?? '',
        givenNames: GIVEN[i % GIVEN.length] ?? '',
        sex: i % 2 === 0 ? 'F' : 'M',
        birthDate: `2008-0${(i % 9) + 1}-1${i % 10}`,
        birthPlace: 'Zinder',
        nationality: 'NE',
      },
      school: i % 3 === 0 ? null : i % 2,
      centre: Math.floor(i / perCentre),
      jury: 0,
      snapshot,
      decision: outcome.decision,
      honours: outcome.honours,
      ruling: null,
      average: outcome.average,
      total: outcome.total,
      rank: null,
      post: null,
    };
  }
  function* results() {
    for (let i = 0; i < candidates; i += 1) yield resultOf(i);
  }
  return { head, resultOf, results };
}

export type SnapshotWorld = ReturnType<typeof snapshotWorld>;

/** Writes a publication's file under `directory`; `point` makes it the one that is read. */
export async function publishFile(
  directory: string,
  { head, results }: SnapshotWorld,
  { point = true }: { readonly point?: boolean } = {},
): Promise<ResultPointer> {
  const files = createFileResults(directory);
  const fileName = `${head.publicationId}.cdb`;
  const { digest } = await files.write(fileName, head, results());
  const { sittingId, publicationId, version } = head;
  const pointer = { sittingId, publicationId, version, fileName, fileDigest: digest };
  if (point) await files.point(pointer);
  return pointer;
}
