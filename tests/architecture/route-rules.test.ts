import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { isTest, projectDir, readProject, readSource } from './read-source.ts';
import { compareRoutes, findUnguardedHandlers, listRouteFiles } from './route-rules.ts';

type Entry = { file: string; children?: Entry[] | undefined };
const entry: z.ZodType<Entry> = z.lazy(() =>
  z.object({ file: z.string(), children: z.array(entry).optional() }),
);
const tableModule = z.object({ default: z.array(entry) });

const table = path.join(projectDir, 'app', 'routes.ts');

async function routeSources() {
  return (await readProject()).filter(
    ({ path: file }) => !isTest(file) && (file.startsWith('app/routes/') || file === 'app/root.tsx'),
  );
}

test('the route table and the files of app/routes are the same', async () => {
  const { default: routes } = tableModule.parse(await import(/* @vite-ignore */ table));
  const present = (await routeSources())
    .map((source) => source.path)
    .filter((file) => file !== 'app/root.tsx');
  expect(present.length).toBeGreaterThan(0);
  expect(compareRoutes(listRouteFiles(routes), present)).toEqual([]);
});

test('every loader and action begins by saying who may call it', async () => {
  expect(findUnguardedHandlers(await routeSources())).toEqual([]);
});

test('a file missing from the table, and a table naming a missing file, are seen', () => {
  const listed = listRouteFiles([
    { file: 'routes/public/layout.tsx', children: [{ file: 'routes/public/home.tsx' }] },
  ]);
  expect(compareRoutes(listed, ['app/routes/public/layout.tsx', 'app/routes/public/forgotten.tsx'])).toEqual([
    'app/routes/public/forgotten.tsx is not in app/routes.ts',
    'app/routes.ts names app/routes/public/home.tsx, which is absent',
  ]);
});

test.each([
  'export async function loader() { return null; }',
  'export async function loader(args) { log(args); const ctx = requireActor(args, "x"); return null; }',
  'export async function action(args) { if (args) requireActor(args, "x"); }',
  'export const loader = async () => ({ a: 1 });',
  'export const action = makeAction();',
  `export { loader } from '#app/http/shared.ts';`,
  'const first = 1; export { first as action };',
  'export function action(args) { const ctx = args.context.ctx; requireActor(args, "x"); }',
])('unguarded: %s', (text) => {
  expect(findUnguardedHandlers([readSource('app/routes/a.tsx', text)])).toHaveLength(1);
});

test.each([
  'export async function loader(args) { const ctx = requireActor(args, "x"); return read(ctx); }',
  'export async function action(args) { const { ctx } = await requireActor(args, "x"); }',
  'export function loader(args) { publicRoute(args, "anyone may verify"); return null; }',
  'export const loader = (args) => { const ctx = publicRoute(args, "home"); return null; };',
  'export default function Page() { return null; }',
])('guarded: %s', (text) => {
  expect(findUnguardedHandlers([readSource('app/routes/a.tsx', text)])).toEqual([]);
});
