import { formatLongDate, formatPlainHundredths } from '#app/domain/documents/format-values.ts';
import type { PassCertificateModel } from '#app/domain/documents/model.ts';
import { formatMark } from '#app/domain/shared/mark.ts';
import type { DocumentAssets } from '../../assets.ts';
import {
  type Block,
  centredLines,
  english,
  fieldsBlock,
  flowBlocks,
  headerBlock,
} from '../../kit/v1/blocks.ts';
import { drawFrame, drawGuillocheBorder, drawRosette } from '../../kit/v1/draw-ornament.ts';
import { schoolFields, sittingLine } from '../../kit/v1/examination-fields.ts';
import { measureFoot } from '../../kit/v1/proof-block.ts';
import { CONTENT_WIDTH, closeSheet, mm, openSheet, PAGE, type Sheet } from '../../kit/v1/sheet.ts';
import type { Style } from '../../kit/v1/write-text.ts';
import { bornLine, CERTIFICATE, nationalityLine, passedLine } from './words.ts';

/** Narrower than on other documents: the border needs air. */
const INNER_WIDTH = CONTENT_WIDTH - mm(8);

function statement(sheet: Sheet, model: PassCertificateModel, density: number): Block {
  const { ink, accent, quiet } = sheet.palette;
  const plain: Style = { face: 'regular', size: 12, colour: ink };
  const slant: Style = { face: 'italic', size: 9, colour: quiet };
  const { sex, birthDate, birthPlace, surname, givenNames, nationality } = model.candidate;
  const both = { fr: formatLongDate(birthDate, 'fr'), en: formatLongDate(birthDate, 'en') };
  const born = bornLine(sex, birthDate, both, birthPlace);
  const of = nationalityLine({ fr: nationality.fr, en: nationality.en ?? nationality.fr });
  const passed = passedLine(sex);
  const [sitting, sittingEn] = sittingLine(model.sitting, model.series);
  const line = (text: string | undefined, style: Style, smallest: number, after: number) => ({
    text,
    ...(style.face === 'italic' && { lang: 'en' as const }),
    style: { ...style, size: style.size * density },
    smallest: smallest * density,
    after: after * density,
  });
  return centredLines(sheet, PAGE.width / 2, INNER_WIDTH, [
    line(CERTIFICATE.attests.fr, plain, 10, 0),
    line(english(sheet, CERTIFICATE.attests), slant, 7, 10),
    line([givenNames, surname].filter(Boolean).join(' '), { face: 'bold', size: 25, colour: ink }, 13, 6),
    line(`${born.fr}, ${of.fr}`, plain, 9, 0),
    line(english(sheet, { fr: born.fr, en: `${born.en}, ${of.en}` }), slant, 7, 12),
    line(passed.fr, plain, 10, 0),
    line(english(sheet, passed), slant, 7, 10),
    line(model.exam.fr, { face: 'bold', size: 17, colour: accent }, 10, 0),
    line(english(sheet, model.exam), { ...slant, size: 10 }, 7, 2),
    line(sitting, plain, 9, 0),
    line(sheet.english ? sittingEn : undefined, slant, 7, 0),
  ]);
}

function results(sheet: Sheet, model: PassCertificateModel, density: number): Block {
  const average =
    model.average === null
      ? '–'
      : `${formatMark(model.average)} / ${formatPlainHundredths(model.averageMaximum)}`;
  return fieldsBlock(
    sheet,
    [
      [
        { label: CERTIFICATE.honours, value: model.honours ?? { fr: '–' }, share: 6, strong: true },
        { label: CERTIFICATE.average, value: { fr: average }, share: 6, strong: true },
      ],
      schoolFields(model),
    ],
    density,
    PAGE.width / 2 - INNER_WIDTH / 2,
    INNER_WIDTH,
  );
}

/** The attestation de réussite. The same model and fonts give the same bytes. */
export async function renderPassCertificateV1(
  model: PassCertificateModel,
  assets: DocumentAssets,
): Promise<Uint8Array> {
  const sheet = await openSheet(model, `${CERTIFICATE.title.fr} · ${model.number}`, assets);
  const { accent, ornament, quiet } = sheet.palette;
  drawRosette(sheet, PAGE.width / 2, PAGE.height * 0.52, mm(80), '#e3e8df');
  drawGuillocheBorder(sheet, mm(12.6), mm(1.3), accent);
  drawFrame(sheet, mm(10.8), 0.9, ornament);
  drawFrame(sheet, mm(14.4), 0.4, ornament);
  const top = PAGE.height - mm(20);
  const header = headerBlock(sheet, model.office);
  header.draw(top);
  const title = centredLines(sheet, PAGE.width / 2, CONTENT_WIDTH, [
    {
      text: CERTIFICATE.title.fr,
      style: { face: 'bold', size: 29, colour: accent, tracking: 0.03 },
      smallest: 18,
      after: 0,
      tag: 'H1',
    },
    {
      text: english(sheet, CERTIFICATE.title),
      style: { face: 'italic', size: 12, colour: quiet },
      smallest: 8,
      after: 0,
      lang: 'en',
    },
  ]);
  title.draw(top - header.height - 18);
  const foot = measureFoot(sheet, model, model.signing, mm(17.5));
  const note: Style = { face: 'italic', size: 8, colour: quiet };
  const once = centredLines(sheet, PAGE.width / 2, INNER_WIDTH, [
    { text: CERTIFICATE.once.fr, style: note, smallest: 7, after: 0 },
    {
      text: english(sheet, CERTIFICATE.once),
      style: { ...note, size: 7.4 },
      smallest: 6,
      after: 0,
      lang: 'en',
    },
  ]);
  const start = top - header.height - title.height - 44;
  flowBlocks(
    (density) => [statement(sheet, model, density), results(sheet, model, density), once],
    start,
    foot.top + 4,
    24,
  );
  foot.draw();
  return closeSheet(sheet);
}
