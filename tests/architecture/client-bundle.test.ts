import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectDir } from './read-source.ts';

/** What only the server's code says. Each is a name that minifying keeps. */
const SERVER_ONLY = [
  'drizzle',
  'graphile',
  'pgTable',
  'postgres://',
  'DATABASE_URL',
  'PALMARES_',
  'STRIPE_',
  'SMTP_URL',
  'pdf-lib',
  'pdf-templates',
  'nodemailer',
  'argon2',
  'code_table',
  'process.env.',
  'from"node:',
  'import"node:',
  'import("node:',
];

type BuiltFile = { readonly name: string; readonly text: string };

function findServerCode(files: readonly BuiltFile[]): string[] {
  return files.flatMap(({ name, text }) =>
    SERVER_ONLY.filter((marker) => text.includes(marker)).map((marker) => `${name} holds ${marker}`),
  );
}

test('what a browser downloads holds nothing of the server', (context) => {
  const folder = path.join(projectDir, 'build', 'client');
  context.skip(!existsSync(folder), 'the app is not built (npm run build)');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(m?js|css|json|html|map)$/.test(name))
    .map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }));
  expect(files.some(({ name }) => name.endsWith('.js'))).toBe(true);
  expect(findServerCode(files)).toEqual([]);
});

test('server code in a built file is seen', () => {
  const built = [{ name: 'assets/a.js', text: 'const u=process.env.DATABASE_URL;import"drizzle-orm"' }];
  expect(findServerCode(built)).toEqual([
    'assets/a.js holds drizzle',
    'assets/a.js holds DATABASE_URL',
    'assets/a.js holds process.env.',
  ]);
});
