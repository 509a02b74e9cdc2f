import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { storedModelSchema } from '#app/domain/documents/stored-model.ts';
import { verifyDocument } from '#app/domain/verification/verify.ts';
import { numberResultDocuments } from '#app/services/documents/number-result-documents.server.ts';
import { decodeQrs } from '#pdf/testing/decode-qr.ts';
import { type RasterPage, rasterise, toPng } from '#pdf/testing/rasterise.ts';
import { documentsOf, issuePending } from '#tests/factories/documents.ts';
import { createPublication } from '#tests/factories/publication.ts';
import { createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { loadTrust } from './trust-list.server.ts';

/** Longer than any name of the public lists the tests read. */
const LONGEST = {
  surname: 'RAZAFINDRANDRIATSIMANIRY-ANDRIANTSIMITOVIAMINANDRIANDEHIBE DIT MAHAMANE BEN ALMOUSTAPHA',
  givenNames: 'Marie-Antoinette Mouhamadou-Bachir Ousseïna Zeïnabou Abdoul-Moumouni Fatimatou-Zahra Hadiza',
};
const USUAL = { surname: 'ISSOUFOU ƊAN-ƁAASO', givenNames: 'Aïchatou Ƙaramatou' };

const database = useDatabase();
let ctx: TestContext;
let rows: Awaited<ReturnType<typeof documentsOf>>;

beforeAll(async () => {
  ctx = testContext(database);
  const seated = await createSeatedSitting(database.db, {
    candidates: 2,
    centres: 1,
    regulation: 'benin-bac',
    examCode: 'BAC',
    series: 'D',
    entryOf: (place) => ({ photoKey: null, ...(place === 0 ? LONGEST : USUAL) }),
  });
  const publication = await createPublication(database.db, seated);
  await numberResultDocuments(ctx, { publicationId: publication.id });
  await issuePending(ctx);
  rows = await documentsOf(database.db, seated.organisation.id);
});

/** What a scanner or a phone makes of a sheet: laid askew, out of focus, kept as a JPEG of quality 60. */
async function scanned(page: RasterPage, degrees: number): Promise<RasterPage> {
  const photo = await sharp(await toPng(page))
    .rotate(degrees, { background: '#ffffff' })
    .blur(0.8)
    .jpeg({ quality: 60 })
    .toBuffer();
  const { data, info } = await sharp(photo).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { text: '', width: info.width, height: info.height, rgba: new Uint8ClampedArray(data) };
}

const squeeze = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '');

describe.each([150, 200])('printed and scanned at %i dots per inch', (dpi) => {
  it.each([3, -3, 177])(
    'turned by %i degrees, blurred and compressed, every document says what the register says',
    async (degrees) => {
      expect(rows.map(({ kind }) => kind).sort()).toEqual([
        ...['passCertificate', 'passCertificate'],
        ...['transcript', 'transcript'],
      ]);
      for (const row of rows) {
        const pdf = await ctx.adapters.storage.get(row.fileKey ?? '');
        const [page] = await rasterise(pdf ?? new Uint8Array(), dpi);
        if (!page) throw new Error('no page');
        const [text] = await decodeQrs(await scanned(page, degrees));
        const answer = verifyDocument(
          { text: text ?? '' },
          {
            now: Math.floor(ctx.clock().getTime() / 1000),
            trust: await loadTrust(ctx),
            status: { from: 'register', status: 'valid' },
            officialHost: ctx.settings.officialHost,
          },
        );
        const { claims } = storedModelSchema.parse(row.model);
        expect(answer).toMatchObject({ verdict: 'valid', claims });
        const printed = squeeze(page.text);
        for (const words of [claims.number, row.typedCode]) expect(printed).toContain(squeeze(words));
        // A certificate prints given names first.
        for (const name of claims.holder === `${LONGEST.surname} ${LONGEST.givenNames}`
          ? Object.values(LONGEST)
          : Object.values(USUAL))
          expect(printed).toContain(squeeze(name.normalize('NFC')));
      }
    },
  );
});
