import { formatCode } from '#app/domain/anonymity/code.ts';
import type { MinutesDossier } from '#app/domain/deliberation/minutes.ts';
import { formatMark } from '#app/domain/shared/mark.ts';
import { drawRule } from '../../kit/v1/draw-ornament.ts';
import { CONTENT_WIDTH, MARGIN, type Sheet } from '../../kit/v1/sheet.ts';
import { type Style, widthOf, writeLine } from '../../kit/v1/write-text.ts';
import type { Pages } from './open-pages.ts';
import { DECISION_WORDS, MINUTES } from './words.ts';

const ROW = 13;
const HEAD = 16;
const GUTTER = 22;
const WIDTH = (CONTENT_WIDTH - GUTTER) / 2;
/** Where average and decision stand in a column. */
const AVERAGE = WIDTH * 0.46;
const DECISION = WIDTH * 0.52;

/** Codes with average and decision in two columns a page, read down the left one and then the right one. */
export function writeList(pages: Pages, dossiers: readonly MinutesDossier[]): void {
  let next = 0;
  while (next < dossiers.length) {
    const rows = Math.floor((pages.room() - HEAD) / ROW);
    if (rows < 3) {
      pages.turn();
      continue;
    }
    const left = dossiers.length - next;
    const deep = Math.min(rows, Math.ceil(left / 2));
    const sheet = pages.sheet();
    const top = pages.at();
    writeColumn(sheet, dossiers.slice(next, next + deep), MARGIN, top);
    writeColumn(sheet, dossiers.slice(next + deep, next + 2 * deep), MARGIN + WIDTH + GUTTER, top);
    next += 2 * deep;
    pages.place(() => ({ height: HEAD + deep * ROW, draw: () => undefined }), 6);
  }
}

function writeColumn(sheet: Sheet, dossiers: readonly MinutesDossier[], x: number, top: number): void {
  if (dossiers.length === 0) return;
  const { quiet, ink, accent, hairline } = sheet.palette;
  const small: Style = { face: 'regular', size: 7.4, colour: quiet };
  const plain: Style = { face: 'regular', size: 9.5, colour: ink };
  const strong: Style = { ...plain, face: 'bold' };
  writeLine(sheet, MINUTES.dossier.fr, x, top - 10, small);
  writeLine(sheet, MINUTES.average.fr, x + AVERAGE, top - 10, small, 'right');
  writeLine(sheet, MINUTES.decision.fr, x + DECISION, top - 10, small);
  drawRule(sheet, x, top - HEAD + 1, WIDTH, 1, accent);
  dossiers.forEach(({ code, average, decision, honours, byJury }, index) => {
    const bottom = top - HEAD - (index + 1) * ROW;
    const line = bottom + 3.6;
    writeLine(sheet, formatCode(code), x, line, strong);
    writeLine(sheet, average === null ? '–' : formatMark(average), x + AVERAGE, line, plain, 'right');
    const word = `${DECISION_WORDS[decision].fr}${byJury ? ' *' : ''}`;
    writeLine(sheet, word, x + DECISION, line, plain);
    if (honours) {
      const after = x + DECISION + widthOf(sheet, word, plain) + 4;
      const style = shrink(sheet, honours.fr, x + WIDTH - after, { ...small, face: 'italic', size: 8 });
      if (style) writeLine(sheet, honours.fr, after, line, style);
    }
    drawRule(sheet, x, bottom, WIDTH, 0.4, hairline);
  });
}

/** The style made small enough; `undefined` when it would be too small to read. */
function shrink(sheet: Sheet, text: string, room: number, style: Style): Style | undefined {
  const natural = widthOf(sheet, text, style);
  if (natural <= room) return style;
  const size = (style.size * room) / natural;
  return size < 5 ? undefined : { ...style, size };
}
