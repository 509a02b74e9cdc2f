import { z } from 'zod';

/** Where the installation under test is. Written by `serve.ts`, read by the tests. */
const schema = z.object({
  url: z.url(),
  databaseUrl: z.string(),
  /** Of the built-in mailbox, which answers `/messages?to=`. */
  mailboxUrl: z.url(),
  dataDir: z.string(),
});

export type Installation = z.infer<typeof schema>;

/** Where what the app says goes, beside the folder of its data. */
export const logFileOf = (dataDir: string) => `${dataDir}.log`;

const VARIABLE = 'PALMARES_E2E_INSTALLATION';

export function parseInstallation(line: string): Installation {
  return schema.parse(JSON.parse(line));
}

/** Makes the installation known to Playwright's workers, which inherit the environment. */
export function announceInstallation(installation: Installation): void {
  process.env[VARIABLE] = JSON.stringify(installation);
}

export function findInstallation(): Installation {
  const line = process.env[VARIABLE];
  if (!line) throw new Error('No installation is running: start the tests with `npm run test:e2e`.');
  return parseInstallation(line);
}
