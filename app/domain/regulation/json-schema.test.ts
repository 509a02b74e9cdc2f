import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { regulationJsonSchema } from './schema.ts';

it('the published JSON Schema is the one of the code (write it with `npm run schema:regulation`)', () => {
  const file = new URL('../../../public/schemas/regulation-1.json', import.meta.url);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(regulationJsonSchema());
});
