import { expect, test } from 'vitest';
import { readProject, readSource, type Source } from './read-source.ts';
import {
  FAIL_LINES,
  findBadNames,
  findBarrels,
  findCodeTableReaders,
  findDefaultExports,
  findEnvironmentReaders,
  findImpurities,
  findLongFiles,
  WARN_LINES,
} from './source-rules.ts';

type Rule = (sources: readonly Source[]) => string[];
const tooLong: Rule = (sources) => findLongFiles(sources, FAIL_LINES);

const rules: [sentence: string, rule: Rule][] = [
  ['no file has more than 400 lines', tooLong],
  ['there are no barrels', findBarrels],
  ['files are named in kebab-case', findBadNames],
  ['exports are named', findDefaultExports],
  ['the clock and chance are read in adapters alone', findImpurities],
  ['the environment is read in one file', findEnvironmentReaders],
  ['the table that ties codes to candidates is named in two files', findCodeTableReaders],
];

test.each(rules)('%s', async (_sentence, rule) => {
  expect(rule(await readProject())).toEqual([]);
});

test('files of more than 300 lines are listed', async () => {
  for (const line of findLongFiles(await readProject(), WARN_LINES)) console.warn(`Long: ${line}`);
});

const violations: [rule: Rule, file: string, text: string][] = [
  [tooLong, 'app/services/a.server.ts', 'export const a = 1;\n'.repeat(401)],
  [findBarrels, 'app/services/index.ts', 'export const a = 1;'],
  [findBarrels, 'app/services/fees/all.ts', `export * from './a.ts';\nexport { b } from './b.ts';`],
  [findBadNames, 'app/services/fees/payInvoice.server.ts', ''],
  [findBadNames, 'app/services/fees/utils.ts', ''],
  [findBadNames, 'app/Components/button.tsx', ''],
  [findDefaultExports, 'app/components/a.tsx', 'export default function A() {}'],
  [findDefaultExports, 'app/components/a.tsx', 'const a = 1; export { a as default };'],
  [findDefaultExports, 'app/components/a.tsx', 'export default 1;'],
  [findImpurities, 'app/domain/a.ts', 'export const a = () => new Date();'],
  [findImpurities, 'app/domain/a.ts', 'export const a = () => Date.now();'],
  [findImpurities, 'app/services/a.server.ts', 'export const pick = Math.random;'],
  [findEnvironmentReaders, 'app/services/a.server.ts', 'export const a = process.env.SECRET;'],
  [findEnvironmentReaders, 'app/services/a.server.ts', `export const a = process.env['SECRET'];`],
  [findCodeTableReaders, 'app/queries/a.server.ts', `import { codeTable } from '#db/schema/anonymity.ts';`],
  [findCodeTableReaders, 'app/queries/a.server.ts', 'sql`select * from anonymity.code_table`'],
  [findCodeTableReaders, 'app/queries/a.server.ts', `import * as tables from '#db/schema/anonymity.ts';`],
];

test.each(violations.map((violation, index) => [index + 1, ...violation] as const))(
  'violation %i is seen',
  (_index, rule, file, text) => {
    expect(rule([readSource(file, text)])).toHaveLength(1);
  },
);

test('what the rules allow is left alone', () => {
  const fine = [
    readSource(
      'app/domain/a.ts',
      'export const a = (at: number) => new Date(at);\n// Date.now() in a comment',
    ),
    readSource('app/adapters/clock/system.server.ts', 'export const now = () => new Date();'),
    readSource('app/env.server.ts', 'export const env = process.env;'),
    readSource('app/routes/public/home.tsx', 'export default function Home() { return null; }'),
    readSource('db/schema/long.ts', 'export const a = 1;\n'.repeat(500)),
  ];
  for (const [, rule] of rules) expect(rule(fine)).toEqual([]);
});
