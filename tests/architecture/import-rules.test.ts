import { expect, test } from 'vitest';
import { findForbiddenImports } from './import-rules.ts';
import { readProject, readSource } from './read-source.ts';

test('every import respects the table of areas', async () => {
  expect(findForbiddenImports(await readProject())).toEqual([]);
});

const violations: [file: string, text: string][] = [
  ['app/domain/fees/a.ts', `import { db } from '#db/client.ts';`],
  ['app/domain/fees/a.ts', `import { createHash } from 'node:crypto';`],
  ['app/domain/fees/a.ts', `export { json } from '@remix-run/node';`],
  ['app/domain/fees/a.ts', `const x = await import('../../services/fees/pay.server.ts');`],
  [
    'app/services/fees/a.server.ts',
    `import { createStripe } from '#app/adapters/payments/stripe.server.ts';`,
  ],
  ['app/services/fees/a.server.ts', `import Stripe from 'stripe';`],
  ['app/services/fees/a.server.ts', `import { pageOf } from '#app/queries/office/page.server.ts';`],
  ['app/queries/office/a.server.ts', `import { pay } from '#app/services/fees/pay.server.ts';`],
  ['app/routes/office/a.tsx', `import { createDatabase } from '#db/client.ts';`],
  ['app/routes/office/a.tsx', `import type { Db } from '../../../db/client.ts';`],
  ['app/routes/office/a.tsx', `import { b } from './b.tsx';`],
  ['app/components/a.tsx', `import { readPage } from '#app/queries/office/page.server.ts';`],
  ['app/components/a.tsx', `import { pay } from '#app/services/fees/pay.server.ts';`],
  ['app/entrypoints/web.ts', `import route from '#app/routes/public/home.tsx';`],
  ['app/entrypoints/web.ts', `import { useDatabase } from '#tests/setup/database.ts';`],
  ['tests/e2e/a.test.ts', `import { loader } from '#app/routes/public/home.tsx';`],
  ['app/jobs/a.server.ts', `import { userAccount } from '#db/schema/access.ts';`],
  ['pdf-templates/receipt/v1/a.ts', `import { readFile } from 'node:fs/promises';`],
  ['pdf-templates/receipt/v1/a.ts', `import type { Db } from '#db/client.ts';`],
  ['db/a.ts', `import type { Ctx } from '#app/services/context.ts';`],
  ['app/novelty/a.ts', `import { z } from 'zod';`],
];

test.each(violations)('%s may not say %s', (file, text) => {
  expect(findForbiddenImports([readSource(file, text)])).toHaveLength(1);
});

const allowed: [file: string, text: string][] = [
  ['app/services/fees/a.server.ts', `import type { PaymentPort } from '#app/adapters/payments/port.ts';`],
  ['app/services/fees/a.server.ts', `import { type PaymentPort } from '#app/adapters/payments/port.ts';`],
  ['app/routes/office/a.tsx', `import { readPage } from '#app/queries/office/page.server.ts';`],
  ['app/domain/fees/a.ts', `import { sha256 } from '@noble/hashes/sha2.js';`],
  ['app/domain/fees/a.test.ts', `import { readFileSync } from 'node:fs';`],
  ['app/entrypoints/web.ts', `import { startMailbox } from '#tests/fakes/mailbox/start.ts';`],
];

test.each(allowed)('%s may say %s', (file, text) => {
  expect(findForbiddenImports([readSource(file, text)])).toEqual([]);
});
