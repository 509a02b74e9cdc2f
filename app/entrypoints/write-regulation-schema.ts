import { writeFile } from 'node:fs/promises';
import { regulationJsonSchema } from '#app/domain/regulation/schema.ts';

/** `npm run schema:regulation`: writes the JSON Schema published beside the regulation files. */
const file = new URL('../../public/schemas/regulation-1.json', import.meta.url);
await writeFile(file, `${JSON.stringify(regulationJsonSchema(), null, 2)}\n`);
