import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ROLES } from '#app/domain/access/roles.ts';
import { openings } from '#tests/e2e/authorisation-matrix.ts';
import { projectDir } from './read-source.ts';

type Entry = { id?: string | undefined; file: string; children?: Entry[] | undefined };
const entry: z.ZodType<Entry> = z.lazy(() =>
  z.object({ id: z.string().optional(), file: z.string(), children: z.array(entry).optional() }),
);

const leavesOf = (entries: readonly Entry[]): Entry[] =>
  entries.flatMap((one) => (one.children ? leavesOf(one.children) : [one]));

async function readLeaves() {
  const { default: table } = z
    .object({ default: z.array(entry) })
    .parse(await import(path.join(projectDir, 'app', 'routes.ts')));
  return Promise.all(
    leavesOf(table).map(async ({ id = '(no id)', file }) => {
      const text = await readFile(path.join(projectDir, 'app', file), 'utf8');
      return {
        id,
        isPage: /^export default /m.test(text),
        takesForms: /^export (async )?(function|const) action\b/m.test(text),
      };
    }),
  );
}

test('every route says in the authorisation matrix who may open it, and the matrix knows no other', async () => {
  const routes = (await readLeaves()).map(({ id }) => id);
  expect(routes.length).toBeGreaterThan(20);
  expect(Object.keys(openings).sort()).toEqual(routes.sort());
});

test('the matrix says which routes take forms and which are pages, as they are', async () => {
  const wrong = (await readLeaves()).flatMap(({ id, isPage, takesForms }) => {
    const opening = openings[id];
    if (!opening) return [];
    return [
      ...(takesForms === 'posts' in opening ? [] : [`${id}: posts`]),
      ...(isPage !== (opening.file === true) ? [] : [`${id}: file`]),
    ];
  });
  expect(wrong).toEqual([]);
});

test('every staff role has a page', () => {
  const welcome = new Set(
    Object.values(openings).flatMap(({ opens }) =>
      typeof opens === 'object' && 'roles' in opens ? Object.keys(opens.roles) : [],
    ),
  );
  expect(ROLES.filter((role) => role !== 'candidate' && !welcome.has(role))).toEqual([]);
});
