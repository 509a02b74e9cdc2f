import QRCode from 'qrcode';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPdfReader } from '#app/adapters/pdf-reader/guarded-pdf-reader.server.ts';
import { createQrReader } from '#app/adapters/qr-reader/zxing-qr-reader.server.ts';
import { buildQrContent } from '#app/domain/verification/qr-content.ts';
import { rasterise } from '#pdf/testing/rasterise.ts';
import { createIssuedDocuments } from '#tests/factories/documents.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { checkByFile } from './check-file.server.ts';

const database = useDatabase();
let ctx: TestContext;
let issued: Awaited<ReturnType<typeof createIssuedDocuments>>;

beforeAll(async () => {
  ctx = testContext(database, { adapters: { pdfReader: createPdfReader(), qrReader: createQrReader() } });
  issued = await createIssuedDocuments(ctx, { candidates: 2 });
});

const urlOf = (at: number) =>
  buildQrContent(ctx.settings.officialHost, new Uint8Array(issued.documents[at]?.cose ?? [])).url;

/** Papers side by side, as a phone's JPEG. */
async function photograph(...texts: readonly string[]): Promise<Buffer> {
  const codes = await Promise.all(texts.map((text) => QRCode.toBuffer(text, { width: 700, margin: 4 })));
  return sharp({
    create: { width: 100 + 900 * Math.max(1, codes.length), height: 1000, channels: 3, background: '#eee' },
  })
    .composite(codes.map((input, at) => ({ input, left: 100 + at * 900, top: 150 })))
    .jpeg({ quality: 70 })
    .toBuffer();
}

describe('a picture', () => {
  it('of an issued page, as it is scanned at 150 dots an inch, is valid', async () => {
    const row = issued.documents.find(({ kind }) => kind === 'transcript');
    const pdf = await ctx.adapters.storage.get(row?.fileKey ?? '');
    const [page] = await rasterise(pdf ?? new Uint8Array(), 150);
    if (!page) throw new Error('no page');
    const raw = { width: page.width, height: page.height, channels: 4 } as const;
    const scan = await sharp(Buffer.from(page.rgba), { raw })
      .flatten()
      .rotate(2, { background: '#fff' })
      .jpeg()
      .toBuffer();
    const { check, door } = await checkByFile(ctx, scan);
    expect([door, check.verdict, check.claims?.number]).toEqual(['picture', 'valid', row?.number]);
  });

  it('with a poster’s code beside ours answers for ours', async () => {
    const { check } = await checkByFile(ctx, await photograph('https://example.org/concert', urlOf(0)));
    expect([check.verdict, check.documentId]).toEqual(['valid', issued.documents[0]?.id]);
  });

  it('of two documents answers for neither', async () => {
    const { check } = await checkByFile(ctx, await photograph(urlOf(0), urlOf(1)));
    expect(check).toEqual({ verdict: 'unreadable', reason: 'picture.several', showMarks: false });
  });

  it('of a code on another site names it, of none says so, and of no picture too', async () => {
    const foreign = urlOf(0).replace('palmares.example', 'palmares-verif.example');
    expect((await checkByFile(ctx, await photograph(foreign))).check).toMatchObject({
      verdict: 'unsupported',
      foreignHost: 'palmares-verif.example',
    });
    expect((await checkByFile(ctx, await photograph())).check.reason).toBe('picture.noCode');
    expect((await checkByFile(ctx, Buffer.from('hello'))).check.reason).toBe('picture.unreadable');
  });

  it('is told from a PDF by what is in it', async () => {
    expect((await checkByFile(ctx, Buffer.from('\n\n%PDF-1.7 nothing'))).door).toBe('pdf');
  });
});
