import { formatLongDate } from '#app/domain/documents/format-values.ts';
import type { DiplomaModel, Wording } from '#app/domain/documents/model.ts';
import { type Block, centredLines, english } from '../../kit/v1/blocks.ts';
import { drawRule } from '../../kit/v1/draw-ornament.ts';
import { sittingLine } from '../../kit/v1/examination-fields.ts';
import { mm, type Sheet } from '../../kit/v1/sheet.ts';
import type { Style } from '../../kit/v1/write-text.ts';
import { innerWidth, linesOf } from './head-block.ts';
import { bornLine, DIPLOMA, registerLine } from './words.ts';

/** The laws it is given under, in small type. */
export function preambleBlock(sheet: Sheet, { preamble }: DiplomaModel, density: number): Block {
  const style: Style = { face: 'italic', size: 9 * density, colour: sheet.palette.ink };
  const fit = { smallest: 7.5 * density, after: 0.5, slant: 0.9 };
  return centredLines(
    sheet,
    sheet.size.width / 2,
    innerWidth(sheet),
    preamble.flatMap((line) => linesOf(sheet, line, style, fit)),
  );
}

/** Who confers what, and the holder's name: as large as fits on a line, else wrapped. */
export function holderBlock(sheet: Sheet, model: DiplomaModel, density: number): Block {
  const { ink, ornament } = sheet.palette;
  const { surname, givenNames, sex, birthDate, birthPlace } = model.candidate;
  const both = { fr: formatLongDate(birthDate, 'fr'), en: formatLongDate(birthDate, 'en') };
  const plain: Style = { face: 'regular', size: 12.5 * density, colour: ink };
  const name: Style = { face: 'bold', size: 30 * (0.55 + 0.45 * density), colour: ink };
  const x = sheet.size.width / 2;
  const upper = centredLines(sheet, x, innerWidth(sheet), [
    ...linesOf(sheet, model.conferring, plain, { smallest: 9 * density, after: 5 * density }),
    {
      text: [givenNames, surname].filter(Boolean).join(' '),
      style: name,
      smallest: 17 * density,
      after: 2 * density,
    },
  ]);
  const lower = centredLines(
    sheet,
    x,
    innerWidth(sheet),
    linesOf(sheet, bornLine(sex, birthDate, both, birthPlace), plain, { smallest: 8.5 * density, after: 0 }),
  );
  const between = 5 * density;
  const draw = (top: number) => {
    upper.draw(top);
    drawRule(sheet, x - mm(45), top - upper.height, mm(90), 0.6, ornament);
    lower.draw(top - upper.height - between);
  };
  return { height: upper.height + between + lower.height, draw };
}

/** What was earned: the series and session, the honours, and what it gives a right to. */
export function earnedBlock(sheet: Sheet, model: DiplomaModel, density: number): Block {
  const { ink, accent } = sheet.palette;
  const plain: Style = { face: 'regular', size: 11.5 * density, colour: ink };
  const [fr, en] = sittingLine(model.sitting, model.series);
  const quiet: Style = { face: 'regular', size: 8.5 * density, colour: sheet.palette.quiet };
  return centredLines(sheet, sheet.size.width / 2, innerWidth(sheet), [
    ...linesOf(sheet, { fr, en }, plain, { smallest: 8 * density, after: 3 * density }),
    ...honoursLines(sheet, model.honours, density, accent),
    ...linesOf(sheet, model.rights, plain, { smallest: 8 * density, after: 2.5 * density }),
    { text: registerLine(model.jury, model.tableNumber).fr, style: quiet, smallest: 6.5, after: 0 },
  ]);
}

function honoursLines(sheet: Sheet, honours: Wording | null, density: number, accent: string) {
  if (!honours) return [];
  const strong: Style = { face: 'bold', size: 15 * density, colour: accent };
  const second = english(sheet, honours);
  const line = {
    fr: `${DIPLOMA.honours.fr} ${honours.fr}`,
    ...(second ? { en: `${DIPLOMA.honours.en} ${second}` } : {}),
  };
  return linesOf(sheet, line, strong, { smallest: 9 * density, after: 3 * density, slant: 0.6 });
}
