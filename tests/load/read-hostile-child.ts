import { readFile } from 'node:fs/promises';
import { extractPdfAddress } from '#app/adapters/pdf-reader/extract-pdf-address.ts';
import { findCodes } from '#app/adapters/qr-reader/find-codes.ts';
import { isPicture } from '#app/adapters/qr-reader/read-picture-guarded.server.ts';

/**
 * Decodes every file named as an argument in this one process, as the guarded processes do one by one, and says what
 * it took: `{read, seconds, rssBefore, rssAtMost}`, bytes of memory before the first file and at the highest.
 */
const rssBefore = process.memoryUsage.rss();
const started = performance.now();
let read = 0;
for (const path of process.argv.slice(2)) {
  const bytes = await readFile(path);
  if (isPicture(bytes)) await findCodes(bytes);
  else await extractPdfAddress(bytes);
  read += 1;
}
const rssAtMost = process.resourceUsage().maxRSS * 1024;
const seconds = (performance.now() - started) / 1000;
process.stdout.write(JSON.stringify({ read, seconds, rssBefore, rssAtMost }));
