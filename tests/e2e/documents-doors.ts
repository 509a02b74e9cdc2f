import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { APIRequestContext, Page } from '@playwright/test';
import sharp from 'sharp';
import { decodeQrs } from '#pdf/testing/decode-qr.ts';
import { rasterise, toPng } from '#pdf/testing/rasterise.ts';
import { expect } from './fixtures.ts';

/** A document as whoever holds it has it: the file, a scan of its print, and what is read from either. */
export type Held = {
  readonly pdf: Uint8Array;
  /** Printed at 150 dpi, scanned askew and out of focus, sent as a poor JPEG. */
  readonly scanned: Buffer;
  /** What a phone reads from the scan. */
  readonly read: string;
  readonly number: string;
  readonly code: string;
  readonly text: string;
};

export async function hold(pdf: Uint8Array): Promise<Held> {
  const [page] = await rasterise(pdf, 150);
  if (!page) throw new Error('an empty document');
  const scanned = await sharp(await toPng(page))
    .flatten({ background: '#ffffff' })
    .rotate(3, { background: '#ffffff' })
    .blur(0.7)
    .jpeg({ quality: 60 })
    .toBuffer();
  const { data, info } = await sharp(scanned).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const rgba = new Uint8ClampedArray(data.length);
  rgba.set(data);
  const [read] = await decodeQrs({ text: '', width: info.width, height: info.height, rgba });
  const number = /\b[A-Z]{2}-\d{4}-[A-Z]+-\d{6}\b/.exec(page.text)?.[0];
  const code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}\b/.exec(page.text)?.[0];
  if (!read || !number || !code) throw new Error(`not read: ${read ?? 'QR'}, ${number}, ${code}`);
  return { pdf, scanned, read, number, code, text: page.text };
}

/** The word each door says, as the profile calls it. */
const WORDS: Readonly<Record<string, string>> = {
  Valable: 'valid',
  Annulé: 'revoked',
  Remplacé: 'superseded',
  Faux: 'forged',
  'Fichier modifié': 'forged',
};

const DOORS = [
  ...['address', 'typed', 'pdf', 'picture', 'list'],
  ...['apiByToken', 'apiByText', 'apiByCode', 'commandLine'],
] as const;

type Door = (typeof DOORS)[number];

/** The same answer at every door. */
export const everyDoor = (verdict: string) => Object.fromEntries(DOORS.map((door) => [door, verdict]));

export async function answerOn(page: Page): Promise<string> {
  const said = (await page.locator('#answer .verdict .answer').innerText()).trim();
  return WORDS[said] ?? said;
}

export async function upload(page: Page, name: string, mimeType: string, bytes: Uint8Array): Promise<string> {
  await page.goto('/verify?par=fichier');
  await page.getByLabel('Photo ou fichier PDF').setInputFiles({ name, mimeType, buffer: Buffer.from(bytes) });
  await page.getByRole('button', { name: 'Vérifier', exact: true }).click();
  return answerOn(page);
}

async function typeCode(page: Page, { number, code }: Held): Promise<string> {
  await page.goto('/verify');
  await page.getByLabel('Numéro du document').fill(number);
  await page.getByLabel('Code de vérification').fill(code);
  await page.getByRole('button', { name: 'Vérifier', exact: true }).click();
  return answerOn(page);
}

async function pasteList(page: Page, { number, code }: Held): Promise<string> {
  await page.goto('/verify/lot');
  await page.getByLabel('Ou collez votre liste ici').fill(`numéro;code\n${number};${code}`);
  await page.getByRole('button', { name: 'Vérifier la liste' }).click();
  const row = page.getByRole('row', { name: number });
  await expect(row).toBeVisible();
  const said = await row.innerText();
  return Object.entries(WORDS).find(([word]) => said.includes(word))?.[1] ?? said;
}

async function askProgram(
  request: APIRequestContext,
  token: string,
  question?: Readonly<Record<string, string>>,
): Promise<string> {
  const answer = question
    ? await request.post('/api/v1/verify', { data: question })
    : await request.get(`/api/v1/verify/${token}`);
  return String((await answer.json()).verdict);
}

/** `palmares verify` on a file, with the lists fetched before, without a database. @returns its answer and exit code */
export async function commandLine(request: APIRequestContext, organisationCode: string, pdf: Uint8Array) {
  const folder = await mkdtemp(join(tmpdir(), 'palmares-doors-'));
  try {
    const keep = async (name: string, bytes: Uint8Array) => {
      await writeFile(join(folder, name), bytes);
      return join(folder, name);
    };
    const list = async (address: string, name: string) =>
      keep(name, await (await request.get(address)).body());
    const args = [
      ...['--import', 'tsx', 'app/entrypoints/cli.ts', 'verify', await keep('document.pdf', pdf), '--json'],
      ...['--trust', await list('/.well-known/palmares-trust.jwt', 'trust.jwt')],
      ...['--status', await list(`/status/${organisationCode}`, 'status.jwt')],
    ];
    const env = { ...process.env, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
    const ran = await promisify(execFile)('node', args, { env }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    );
    return { code: ran.code, verdict: String(JSON.parse(ran.stdout).verdict) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Every way to ask about one document, on pages without a script. */
export async function askEveryDoor(page: Page, organisationCode: string, held: Held) {
  const { read, number, code } = held;
  const token = /\/v\/([^#]+)#/.exec(read)?.[1] ?? '';
  const { request } = page;
  // Out of the page first: an address that differs in its fragment alone is not asked again.
  await page.goto('/verify');
  await page.goto(read);
  const said: Readonly<Record<Door, string>> = {
    address: await answerOn(page),
    typed: await typeCode(page, held),
    pdf: await upload(page, 'document.pdf', 'application/pdf', held.pdf),
    picture: await upload(page, 'photo.jpg', 'image/jpeg', held.scanned),
    list: await pasteList(page, held),
    apiByToken: await askProgram(request, token),
    apiByText: await askProgram(request, token, { text: read }),
    apiByCode: await askProgram(request, token, { number, code }),
    commandLine: (await commandLine(request, organisationCode, held.pdf)).verdict,
  };
  return said;
}
