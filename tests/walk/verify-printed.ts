import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Nothing listens there: whoever asked a database or a network would fail. */
const NOWHERE = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };

/**
 * Prints a document at 200 dpi, reads its QR with tools that are not ours (poppler, zbar), and verifies what was read
 * by the command line. Returns what happened; says so where a tool is absent.
 */
export async function verifyPrinted(pdf: Buffer, trustList: Buffer): Promise<string> {
  const absent = [];
  for (const tool of ['pdftoppm', 'zbarimg']) {
    const found = await run('sh', ['-c', `command -v ${tool}`]).then(
      () => true,
      () => false,
    );
    if (!found) absent.push(tool);
  }
  if (absent.length > 0) return `not checked: ${absent.join(' and ')} absent`;
  const folder = await mkdtemp(join(tmpdir(), 'palmares-print-'));
  try {
    const file = join(folder, 'document.pdf');
    const trust = join(folder, 'trust.jwt');
    await writeFile(file, pdf);
    await writeFile(trust, trustList);
    await run('pdftoppm', ['-r', '200', '-gray', '-png', '-singlefile', file, join(folder, 'print')]);
    const { stdout: read } = await run('zbarimg', [
      '-q',
      '--raw',
      '-Sdisable',
      '-Sqrcode.enable',
      join(folder, 'print.png'),
    ]);
    const { stdout } = await run(
      process.execPath,
      ['--import', 'tsx', 'app/entrypoints/cli.ts', 'verify', read.trim(), '--trust', trust, '--json'],
      { env: { ...process.env, ...NOWHERE } },
    );
    const { verdict, claims } = JSON.parse(stdout) as { verdict: string; claims?: { name: string } };
    if (verdict !== 'authentic') throw new Error(`the printed QR is ${verdict}`);
    return `${read.trim().length} characters read, ${verdict}: ${claims?.name}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
