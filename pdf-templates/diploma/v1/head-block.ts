import { fill as fillPath } from 'pdf-lib';
import type { ArabicWording, DiplomaModel } from '#app/domain/documents/model.ts';
import { type Block, centredLines, english } from '../../kit/v1/blocks.ts';
import { drawEmblem } from '../../kit/v1/draw-emblem.ts';
import { drawRule, quatrefoil } from '../../kit/v1/draw-ornament.ts';
import { mm, put, type Sheet } from '../../kit/v1/sheet.ts';
import { fill, type Style, widthOf } from '../../kit/v1/write-text.ts';
import { INNER } from './guilloche.ts';

/** Where the text begins and how wide it may be: the border needs air. */
export const LEFT = INNER + mm(6);
export const innerWidth = (sheet: Sheet): number => sheet.size.width - 2 * LEFT;

type Line = Parameters<typeof centredLines>[3][number];

/** A wording in the languages it has, one below the other. */
export function linesOf(
  sheet: Sheet,
  wording: ArabicWording | undefined,
  style: Style,
  { smallest, after, slant = 0.78 }: { smallest: number; after: number; slant?: number },
): Line[] {
  if (!wording) return [];
  const quiet: Style = { face: 'italic', size: style.size * slant, colour: sheet.palette.quiet };
  const second = english(sheet, wording);
  const lines: Line[] = [
    { text: wording.fr, style, smallest, after: 0 },
    { text: second, style: quiet, smallest: Math.min(smallest, quiet.size) * 0.85, after: 0 },
    { text: wording.ar, style: { ...style, size: style.size * 1.08, tracking: 0 }, smallest, after: 0 },
  ];
  const shown = lines.filter(({ text }) => text !== undefined);
  return shown.map((line, index) => (index === shown.length - 1 ? { ...line, after } : line));
}

const capitals = ({ fr, en, ar }: ArabicWording): ArabicWording => ({
  fr: fr.toUpperCase(),
  ...(en ? { en } : {}),
  ...(ar ? { ar } : {}),
});

/** The ministry and office on the left, the country and motto on the right, the arms between. */
export function headBlock(sheet: Sheet, { office }: DiplomaModel, density: number): Block {
  const { ink } = sheet.palette;
  const column = mm(92);
  const radius = mm(11.5);
  const strong: Style = { face: 'bold', size: 10.5 * density, colour: ink, tracking: 0.02 };
  const plain: Style = { face: 'regular', size: 10 * density, colour: ink };
  const fit = { smallest: 7 * density, after: 2.5 * density };
  const left = centredLines(sheet, LEFT + column / 2, column, [
    ...linesOf(sheet, office.ministry, plain, fit),
    ...linesOf(sheet, office.name, strong, fit),
  ]);
  const right = centredLines(sheet, sheet.size.width - LEFT - column / 2, column, [
    ...linesOf(sheet, capitals(office.country), strong, fit),
    ...linesOf(sheet, office.motto, { ...plain, face: 'italic' }, fit),
  ]);
  const height = Math.max(left.height, right.height, 2 * radius);
  const draw = (top: number) => {
    const middle = top - height / 2;
    left.draw(middle + left.height / 2);
    right.draw(middle + right.height / 2);
    drawEmblem(sheet, sheet.size.width / 2, middle, radius);
  };
  return { height, draw };
}

/** A gold rule to each side of `x`, away from what stands between them, each ending in a small flower. */
function drawFlourish(sheet: Sheet, x: number, y: number, half: number, length: number): void {
  const { ornament } = sheet.palette;
  for (const side of [-1, 1] as const) {
    const from = x + side * half;
    drawRule(sheet, side === 1 ? from : from - length, y, length, 0.6, ornament);
    put(sheet, fill(ornament), ...quatrefoil(from, y, 3.4), fillPath());
  }
}

/** "DIPLÔME DU BACCALAURÉAT", as large as the sheet lets it be; then what it is of. */
export function titleBlock(sheet: Sheet, model: DiplomaModel, density: number): Block {
  const { accent, ink } = sheet.palette;
  const room = innerWidth(sheet);
  const big: Style = { face: 'bold', size: 34 * (0.6 + 0.4 * density), colour: accent, tracking: 0.05 };
  const small: Style = { face: 'bold', size: 14 * density, colour: ink };
  const title = capitals(model.title);
  const lines = centredLines(sheet, sheet.size.width / 2, room, [
    { text: title.fr, style: big, smallest: 20 * density, after: 0 },
    ...linesOf(sheet, model.subtitle, small, { smallest: 9 * density, after: 0 }),
    ...(title.ar ? [{ text: title.ar, style: { ...small, tracking: 0 }, smallest: 10, after: 0 }] : []),
    {
      text: english(sheet, title),
      style: { face: 'italic', size: 11 * density, colour: sheet.palette.quiet },
      smallest: 7 * density,
      after: 0,
    },
  ]);
  const draw = (top: number) => {
    lines.draw(top);
    const half = widthOf(sheet, title.fr, big) / 2 + 16;
    const length = Math.min(mm(38), room / 2 - half);
    if (length > mm(8)) drawFlourish(sheet, sheet.size.width / 2, top - big.size * 0.62, half, length);
  };
  return { height: lines.height, draw };
}
