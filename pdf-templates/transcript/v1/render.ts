import { formatPlainHundredths, formatPoints } from '#app/domain/documents/format-values.ts';
import type { TranscriptModel, TranscriptRow, Wording } from '#app/domain/documents/model.ts';
import { formatMark } from '#app/domain/shared/mark.ts';
import type { DocumentAssets } from '../../assets.ts';
import {
  type Block,
  fieldsBlock,
  flowBlocks,
  headerBlock,
  paragraphsBlock,
  titleBlock,
} from '../../kit/v1/blocks.ts';
import { drawRosette } from '../../kit/v1/draw-ornament.ts';
import { identityFields, schoolFields, sittingLine } from '../../kit/v1/examination-fields.ts';
import { measureFoot } from '../../kit/v1/proof-block.ts';
import { CONTENT_WIDTH, closeSheet, MARGIN, mm, openSheet, PAGE, type Sheet } from '../../kit/v1/sheet.ts';
import { type TableRow, tableBlock } from '../../kit/v1/table-block.ts';
import { outcomeBlock } from './outcome-block.ts';
import { STATES, TRANSCRIPT } from './words.ts';

const OUT_OF_TWENTY = 2000;

function markCell(row: TranscriptRow): Wording | string {
  if (row.result.state !== 'mark') return STATES[row.result.state];
  const mark = formatMark(row.result.value);
  return row.maximum === OUT_OF_TWENTY ? mark : `${mark} / ${formatPlainHundredths(row.maximum)}`;
}

const orDash = (value: number | null, format: (value: number) => string): string =>
  value === null ? '–' : format(value);

function tableRows(model: TranscriptModel): TableRow[] {
  const rows: TableRow[] = model.groups.flatMap((group): TableRow[] => [
    { look: 'group', cells: [group.title] },
    ...group.rows.map(
      (row): TableRow => ({
        look: 'plain',
        cells: [
          row.name,
          markCell(row),
          orDash(row.coefficient, formatPlainHundredths),
          orDash(row.points, formatPoints),
        ],
      }),
    ),
    ...(group.subtotal ? [sumRow('subtotal', group.subtotal)] : []),
  ]);
  return [...rows, sumRow('total', model.totals)];
}

function sumRow(look: 'subtotal' | 'total', sum: TranscriptModel['totals']): TableRow {
  return {
    look,
    cells: [TRANSCRIPT[look], '', formatPlainHundredths(sum.coefficient), formatPoints(sum.points)],
  };
}

function bodyBlocks(sheet: Sheet, model: TranscriptModel, density: number): Block[] {
  const columns = [
    { title: TRANSCRIPT.paper, share: 52, align: 'left' },
    { title: TRANSCRIPT.mark, share: 20, align: 'right' },
    { title: TRANSCRIPT.coefficient, share: 12, align: 'right' },
    { title: TRANSCRIPT.points, share: 16, align: 'right' },
  ] as const;
  const fields = fieldsBlock(sheet, [...identityFields(model.candidate), schoolFields(model)], density);
  const table = tableBlock(sheet, columns, tableRows(model), density);
  const remarks = paragraphsBlock(sheet, model.remarks, MARGIN, CONTENT_WIDTH, 8.2 * density);
  const subtitle = sittingLine(model.sitting, model.series);
  const heading = titleBlock(sheet, { title: TRANSCRIPT.title, exam: model.exam, subtitle }, density);
  return [
    heading,
    fields,
    table,
    outcomeBlock(sheet, model, density),
    ...(model.remarks.length > 0 ? [remarks] : []),
  ];
}

/** The relevé de notes. The same model and fonts give the same bytes. */
export async function renderTranscriptV1(
  model: TranscriptModel,
  assets: DocumentAssets,
): Promise<Uint8Array> {
  const title = `${TRANSCRIPT.title.fr} · ${model.number}`;
  const sheet = await openSheet(model, title, assets);
  drawRosette(sheet, PAGE.width / 2, PAGE.height * 0.47, mm(72), '#e3e8df');
  const top = PAGE.height - mm(14);
  const header = headerBlock(sheet, model.office);
  header.draw(top);
  const foot = measureFoot(sheet, model, model.signing);
  const start = top - header.height - 8;
  flowBlocks((density) => bodyBlocks(sheet, model, density), start, foot.top + 6, 9);
  foot.draw();
  return closeSheet(sheet);
}
