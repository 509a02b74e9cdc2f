import { readFile } from 'node:fs/promises';
import {
  createOrganisation,
  organisationFileSchema,
} from '#app/services/organisation/create-organisation.server.ts';
import { openContext } from './open-context.ts';

export const help = `
palmares seed FILE
  Creates an organisation from a JSON file: its profile, exams, regions, schools, centres and rooms, all or nothing.
  docs/organisation.example.json is one to copy. Then make its administrator with "palmares user create".
  The demonstration country is made by "npm start" without DATABASE_URL, or with PALMARES_DEMO=1.
`;

export async function run(args: string[]): Promise<number> {
  const [file, ...rest] = args;
  if (!file || rest.length > 0) {
    process.stderr.write(help);
    return 2;
  }
  const parsed = organisationFileSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success) {
    for (const issue of parsed.error.issues)
      process.stderr.write(`${issue.path.join('.')}: ${issue.message}\n`);
    return 1;
  }
  const { ctx, close } = await openContext('seed');
  try {
    const created = await createOrganisation(ctx, parsed.data);
    if (!created.ok) {
      process.stderr.write(`${created.reason}: ${parsed.data.code}\n`);
      return 1;
    }
    process.stdout.write(`${parsed.data.code} created.\n`);
    return 0;
  } finally {
    await close();
  }
}
