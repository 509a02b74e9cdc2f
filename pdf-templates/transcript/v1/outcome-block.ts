import { formatPlainHundredths } from '#app/domain/documents/format-values.ts';
import type { TranscriptModel, Wording } from '#app/domain/documents/model.ts';
import { formatMark } from '#app/domain/shared/mark.ts';
import { type Block, wordingBlock, writeLabel } from '../../kit/v1/blocks.ts';
import { drawDoubleRule, drawRule } from '../../kit/v1/draw-ornament.ts';
import { CONTENT_WIDTH, MARGIN, type Sheet } from '../../kit/v1/sheet.ts';
import { TRANSCRIPT } from './words.ts';

/** The decision, the honours and the average, between two rules: what a reader looks for first. */
export function outcomeBlock(sheet: Sheet, model: TranscriptModel, density: number): Block {
  const average =
    model.average === null
      ? '–'
      : `${formatMark(model.average)} / ${formatPlainHundredths(model.averageMaximum)}`;
  const cells: readonly { label: Wording; value: Wording; share: number; strong: boolean }[] = [
    { label: TRANSCRIPT.decision, value: model.decision, share: 5, strong: true },
    { label: TRANSCRIPT.honours, value: model.honours ?? { fr: '–' }, share: 4, strong: false },
    { label: TRANSCRIPT.average, value: { fr: average }, share: 3, strong: true },
  ];
  let x = MARGIN;
  const measured = cells.map((cell) => {
    const width = (CONTENT_WIDTH * cell.share) / 12;
    const colour = cell.strong ? sheet.palette.accent : sheet.palette.ink;
    const style = { face: 'bold', size: 15 * Math.max(density, 0.7), colour } as const;
    const left = x + 6;
    x += width;
    return { ...cell, left, width, block: wordingBlock(sheet, cell.value, left, width - 12, style, 8.5) };
  });
  const height = 14 + Math.max(...measured.map((cell) => cell.block.height)) + 4;
  const draw = (top: number) => {
    drawDoubleRule(sheet, MARGIN, top, CONTENT_WIDTH);
    for (const cell of measured) {
      writeLabel(sheet, cell.label, cell.left, top - 5, cell.width - 12);
      cell.block.draw(top - 14);
    }
    drawRule(sheet, MARGIN, top - height, CONTENT_WIDTH, 1.1, sheet.palette.ornament);
  };
  return { height, draw };
}
