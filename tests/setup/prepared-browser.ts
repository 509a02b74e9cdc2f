import { z } from 'zod';
import { type Browser, findBrowser } from './browser.ts';

const VARIABLE = 'PALMARES_TEST_BROWSER';

const schema = z.object({
  executablePath: z.string(),
  args: z.array(z.string()),
  env: z.record(z.string(), z.string()),
  source: z.string(),
});

/** Finds the browser once for a run: Playwright's workers read the configuration again and inherit the answer. */
export async function prepareBrowser(): Promise<Browser> {
  const known = process.env[VARIABLE];
  if (known) return schema.parse(JSON.parse(known));
  const browser = await findBrowser((message) => console.error(message));
  process.env[VARIABLE] = JSON.stringify(browser);
  return browser;
}
