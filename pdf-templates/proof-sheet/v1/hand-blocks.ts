import { type Block, wordingBlock, writeLabel } from '../../kit/v1/blocks.ts';
import { drawOutline, drawRule } from '../../kit/v1/draw-ornament.ts';
import { CONTENT_WIDTH, MARGIN, mm, type Sheet } from '../../kit/v1/sheet.ts';
import { fitText, type Style, writeFitted } from '../../kit/v1/write-text.ts';
import { accessAdvice, PROOF } from './words.ts';

const BOX = mm(3.6);

/** Two boxes to tick, a date, and room for one signature or two. */
export function signBlock(sheet: Sheet, withSchool: boolean): Block {
  const { ink } = sheet.palette;
  const style: Style = { face: 'regular', size: 9.5, colour: ink };
  const half = CONTENT_WIDTH / 2;
  const choices = [PROOF.right, PROOF.wrong].map((label, order) => ({
    x: MARGIN + order * half,
    text: wordingBlock(sheet, label, MARGIN + order * half + BOX + 6, half - BOX - 16, style, 7.5),
  }));
  const ticks = Math.max(BOX, ...choices.map(({ text }) => text.height));
  const room = mm(24);
  const spots = [
    { label: PROOF.date, x: MARGIN, width: mm(34) },
    { label: PROOF.candidate, x: MARGIN + mm(40), width: mm(withSchool ? 60 : 134) },
    ...(withSchool ? [{ label: PROOF.head, x: MARGIN + mm(106), width: mm(68) }] : []),
  ];
  const draw = (top: number) => {
    for (const { x, text } of choices) {
      drawOutline(sheet, x, top - 1, BOX, BOX, 0.8, ink);
      text.draw(top);
    }
    const under = top - ticks - 10;
    for (const { label, x, width } of spots) {
      writeLabel(sheet, label, x, under, width);
      drawRule(sheet, x, under - room, width, 0.6, ink);
    }
  };
  return { height: ticks + 10 + room, draw };
}

type Access = { readonly reference: string; readonly code: string; readonly host: string };

/** Reference and code in a frame of their own, so that they can be cut off and handed over. */
export function accessBlock(sheet: Sheet, { reference, code, host }: Access): Block {
  const { ink, accent } = sheet.palette;
  const columns = [
    { label: PROOF.reference, text: reference, x: MARGIN + 8, width: mm(40) },
    { label: PROOF.code, text: code, x: MARGIN + 8 + mm(42), width: mm(52) },
  ].map((column) => ({
    ...column,
    fitted: fitText(
      sheet,
      column.text,
      column.width,
      { face: 'bold', size: 13, colour: ink, tracking: 0.04 },
      8,
    ),
  }));
  const x = MARGIN + 16 + mm(96);
  const plain: Style = { face: 'regular', size: 8, colour: ink };
  const advice = wordingBlock(sheet, accessAdvice(host), x, CONTENT_WIDTH - mm(96) - 26, plain, 8);
  const height = Math.max(38, advice.height + 12);
  const draw = (top: number) => {
    drawOutline(sheet, MARGIN, top, CONTENT_WIDTH, height, 0.8, accent);
    for (const { label, fitted, x: left, width } of columns) {
      writeLabel(sheet, label, left, top - 5, width);
      writeFitted(sheet, fitted, left, top - 15);
    }
    advice.draw(top - (height - advice.height) / 2);
  };
  return { height, draw };
}
