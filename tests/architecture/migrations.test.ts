import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { projectDir } from './read-source.ts';

const folder = path.join(projectDir, 'db', 'migrations');
const journalSchema = z.object({
  entries: z.array(z.object({ idx: z.number(), when: z.number(), tag: z.string() })),
});
type Journal = z.infer<typeof journalSchema>;
const snapshotSchema = z.object({ id: z.string(), prevId: z.string() });
type Snapshot = z.infer<typeof snapshotSchema>;

/** One line of history: numbered without gaps, in the order of time, each built on the one before. */
function findForks(
  journal: Journal,
  sqlFiles: readonly string[],
  snapshots: readonly (Snapshot | null)[],
): string[] {
  const { entries } = journal;
  const tags = entries.map(({ tag }) => `${tag}.sql`);
  const problems = entries.flatMap(({ idx, when, tag }, index) => {
    const before = entries[index - 1];
    const snapshot = snapshots[index];
    const snapshotBefore = snapshots.slice(0, index).findLast((earlier) => earlier !== null);
    return [
      idx === index ? '' : `${tag} is number ${idx}, not ${index}`,
      tag.startsWith(String(index).padStart(4, '0')) ? '' : `${tag} does not begin with its number`,
      before && before.when >= when ? `${tag} is dated before ${before.tag}` : '',
      sqlFiles.includes(`${tag}.sql`) ? '' : `${tag}.sql is absent`,
      snapshot && snapshotBefore && snapshot.prevId !== snapshotBefore.id
        ? `${tag} is not built on the one before`
        : '',
    ];
  });
  const strangers = sqlFiles
    .filter((file) => !tags.includes(file))
    .map((file) => `${file} is not in the journal`);
  return [...problems.filter(Boolean), ...strangers];
}

test('migrations are one line of history', () => {
  const journalFile = path.join(folder, 'meta', '_journal.json');
  const journal = journalSchema.parse(JSON.parse(readFileSync(journalFile, 'utf8')));
  const sqlFiles = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  const snapshots = journal.entries.map(({ idx }) => {
    const file = path.join(folder, 'meta', `${String(idx).padStart(4, '0')}_snapshot.json`);
    return existsSync(file) ? snapshotSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
  });
  expect(findForks(journal, sqlFiles, snapshots)).toEqual([]);
});

test('a gap, a wrong date, a fork, a lost file and an unlisted one are seen', () => {
  const journal: Journal = {
    entries: [
      { idx: 0, when: 20, tag: '0000_a' },
      { idx: 2, when: 10, tag: '0002_b' },
    ],
  };
  const snapshots = [
    { id: 'a', prevId: '0' },
    { id: 'b', prevId: 'elsewhere' },
  ];
  expect(findForks(journal, ['0000_a.sql', '0001_c.sql'], snapshots)).toEqual([
    '0002_b is number 2, not 1',
    '0002_b does not begin with its number',
    '0002_b is dated before 0000_a',
    '0002_b.sql is absent',
    '0002_b is not built on the one before',
    '0001_c.sql is not in the journal',
  ]);
});
