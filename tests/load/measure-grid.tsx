import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { renderToString } from 'react-dom/server';
import { build } from 'vite';
import { SheetForm } from '#app/components/marking/sheet-form.tsx';
import { CODE_COUNT, makeCode } from '#app/domain/anonymity/code.ts';
import { LanguageProvider } from '#app/i18n/use-t.tsx';
import { markingInParts } from '#tests/factories/paper-marking.ts';
import { prepareBrowser } from '#tests/setup/prepared-browser.ts';

/**
 * How long a marker's sheet takes to take 500 rows of 10 marks pasted at once: the page's own component and script, in
 * Chromium, with a server that answers at once. Says the time to the next picture, and to the last row said to be saved.
 */
const ROWS = 500;
const COLUMNS = 10;
const RUNS = 5;

async function bundleScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: 'app/browser/mark-sheet/start.ts', formats: ['es'], fileName: 'sheet' },
    },
  });
  const output = Array.isArray(built) ? built[0] : built;
  if (!output || !('output' in output)) throw new Error('the script was not built');
  return output.output[0].code;
}

function drawPage(): string {
  const marking = markingInParts(Array.from({ length: COLUMNS }, () => 200));
  const rows = Array.from({ length: ROWS }, (_, i) => ({
    code: makeCode((i * 7_368_787) % CODE_COUNT),
    position: i + 1,
    keyed: null,
    entries: 0,
  }));
  const styles = ['public', 'staff'].map((name) => readFileSync(`app/styles/${name}.css`, 'utf8')).join('\n');
  const form = renderToString(
    <LanguageProvider locale="fr" timeZone="Africa/Niamey">
      <SheetForm
        grid={{ id: 'lot', state: 'handedOut', marking, rows }}
        person="personne"
        problem={undefined}
        script="/sheet.js"
      />
    </LanguageProvider>,
  );
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Lot</title><style>${styles}</style><body class="staff"><main class="wrap">${form}</main>`;
}

const script = await bundleScript();
const html = drawPage();
const { executablePath, args, env } = await prepareBrowser();
const browser = await chromium.launch({ executablePath, args: [...args], env: { ...process.env, ...env } });
console.log(`page ${(html.length / 1024).toFixed(0)} KB, script ${(script.length / 1024).toFixed(0)} KB`);
for (let run = 1; run <= RUNS; run += 1) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.route('http://sheet.test/**', async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/sheet.js') return route.fulfill({ contentType: 'text/javascript', body: script });
    if (pathname !== '/correction/lot/notes') return route.fulfill({ contentType: 'text/html', body: html });
    const sent: { code: string }[] = JSON.parse(
      new URLSearchParams(route.request().postData() ?? '').get('rows') ?? '[]',
    );
    const rows = sent.map(({ code }) => ({ code, entries: 1 }));
    return route.fulfill({ contentType: 'application/json', body: JSON.stringify({ rows }) });
  });
  await page.goto('http://sheet.test/');
  await page.locator('form[data-live]').waitFor();
  const measured = await page.evaluate(
    async ([count, width]) => {
      const cells = Array.from({ length: count }, (_, i) =>
        Array.from({ length: width }, (_, j) => String(((i * 7 + j * 3) % 5) * 0.5).replace('.', ',')).join(
          '\t',
        ),
      );
      const first = document.querySelector<HTMLInputElement>('input[data-cell]');
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', cells.join('\n'));
      first?.focus();
      const start = performance.now();
      first?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      const handled = performance.now() - start;
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      const drawn = performance.now() - start;
      while (document.querySelectorAll('tr[data-state="saved"]').length < count)
        await new Promise((done) => setTimeout(done, 10));
      return { handled, drawn, saved: performance.now() - start };
    },
    [ROWS, COLUMNS] as const,
  );
  const [handled, drawn, saved] = [measured.handled, measured.drawn, measured.saved].map(Math.round);
  console.log(
    `run ${run}: ${ROWS} × ${COLUMNS} taken in ${handled} ms, on screen in ${drawn} ms, saved in ${saved} ms`,
  );
  await page.context().close();
}
await browser.close();
