import { formatDayAndDate, formatTime } from '#app/domain/documents/format-values.ts';
import type { ConvocationModel, Wording } from '#app/domain/documents/model.ts';
import type { DocumentAssets } from '../../assets.ts';
import {
  type Block,
  english,
  fieldsBlock,
  flowBlocks,
  headerBlock,
  paragraphsBlock,
  titleBlock,
  wordingBlock,
  writeLabel,
} from '../../kit/v1/blocks.ts';
import { drawOutline } from '../../kit/v1/draw-ornament.ts';
import { identityFields, schoolFields, sittingLine } from '../../kit/v1/examination-fields.ts';
import { readPicture } from '../../kit/v1/picture.ts';
import { measureFoot } from '../../kit/v1/proof-block.ts';
import { CONTENT_WIDTH, closeSheet, MARGIN, mm, openSheet, PAGE, type Sheet } from '../../kit/v1/sheet.ts';
import { type TableRow, tableBlock } from '../../kit/v1/table-block.ts';
import { fitText, writeFitted } from '../../kit/v1/write-text.ts';
import { PHOTO, photoBlock } from './photo-block.ts';
import { CONVOCATION } from './words.ts';

function timetableBlock(sheet: Sheet, model: ConvocationModel, density: number): Block {
  const columns = [
    { title: CONVOCATION.day, share: 32, align: 'left' },
    { title: CONVOCATION.time, share: 22, align: 'left' },
    { title: CONVOCATION.paper, share: 46, align: 'left' },
  ] as const;
  const rows: TableRow[] = model.timetable.map((slot, index) => {
    const sameDay = model.timetable[index - 1]?.date === slot.date;
    const day: Wording = { fr: sameDay ? '' : formatDayAndDate(slot.date, 'fr') };
    const time = `${formatTime(slot.start, 'fr')} – ${formatTime(slot.end, 'fr')}`;
    return { look: 'plain', cells: [day, time, slot.paper] };
  });
  return tableBlock(sheet, columns, rows, density);
}

/** Side by side: who, and where; the photo on the right. */
function personBlock(sheet: Sheet, model: ConvocationModel, photo: Block, density: number): Block {
  const width = CONTENT_WIDTH - PHOTO.width - 12;
  const rows = [...identityFields(model.candidate), schoolFields(model)];
  const fields = fieldsBlock(sheet, rows, density, MARGIN, width);
  return {
    height: Math.max(fields.height, photo.height),
    draw: (top) => {
      fields.draw(top);
      photo.draw(top);
    },
  };
}

function placeBlock(sheet: Sheet, model: ConvocationModel, density: number): Block {
  const { centre, room, seat } = model;
  const name = centre.place ? `${centre.name}, ${centre.place}` : centre.name;
  const fields = [
    { label: CONVOCATION.centre, value: { fr: name }, share: 7, strong: true },
    { label: CONVOCATION.room, value: { fr: room }, share: 3, strong: true },
    { label: CONVOCATION.seat, value: { fr: seat }, share: 2, strong: true },
  ];
  return fieldsBlock(sheet, [fields], density);
}

/** The secret code in a frame of its own, so that it can be folded away or cut off. */
function resultCodeBlock(sheet: Sheet, model: ConvocationModel): Block {
  const { ink } = sheet.palette;
  const half = CONTENT_WIDTH * 0.42;
  const code = fitText(
    sheet,
    model.resultCode,
    half,
    { face: 'bold', size: 15, colour: ink, tracking: 0.06 },
    8,
  );
  const room = CONTENT_WIDTH - half - 28;
  const advice = wordingBlock(
    sheet,
    CONVOCATION.keepSecret,
    MARGIN + half + 20,
    room,
    { face: 'regular', size: 9, colour: ink },
    7,
  );
  const height = Math.max(18 + code.lines.length * code.style.size * 1.25, advice.height + 14);
  const draw = (top: number) => {
    drawOutline(sheet, MARGIN, top, CONTENT_WIDTH, height, 0.8, sheet.palette.accent);
    writeLabel(sheet, CONVOCATION.resultCode, MARGIN + 8, top - 4, half);
    writeFitted(sheet, code, MARGIN + 8, top - 13);
    advice.draw(top - (height - advice.height) / 2);
  };
  return { height, draw };
}

function instructionsBlock(sheet: Sheet, model: ConvocationModel, density: number): Block {
  const bulleted = model.instructions.map((line) => {
    const second = english(sheet, line);
    return second === undefined ? { fr: `• ${line.fr}` } : { fr: `• ${line.fr}`, en: second };
  });
  return paragraphsBlock(sheet, bulleted, MARGIN, CONTENT_WIDTH, 9 * density);
}

/** The convocation. The same model, photo and fonts give the same bytes. */
export async function renderConvocationV1(
  model: ConvocationModel,
  assets: DocumentAssets,
): Promise<Uint8Array> {
  const sheet = await openSheet(model, `${CONVOCATION.title.fr} · ${model.number}`, assets);
  const bytes = model.photoKey === undefined ? undefined : assets.images?.[model.photoKey];
  if (model.photoKey !== undefined && !bytes)
    throw new RangeError(`no image ${model.photoKey} among the assets`);
  const photo = photoBlock(sheet, bytes && readPicture(bytes));
  const top = PAGE.height - mm(14);
  const header = headerBlock(sheet, model.office);
  header.draw(top);
  const foot = measureFoot(sheet, model, model.signing);
  const subtitle = sittingLine(model.sitting, model.series);
  const blocks = (density: number) => [
    titleBlock(sheet, { title: CONVOCATION.title, exam: model.exam, subtitle }, density),
    personBlock(sheet, model, photo, density),
    placeBlock(sheet, model, density),
    timetableBlock(sheet, model, density),
    ...(model.instructions.length > 0 ? [instructionsBlock(sheet, model, density)] : []),
    resultCodeBlock(sheet, model),
  ];
  flowBlocks(blocks, top - header.height - 8, foot.top + 6, 9);
  foot.draw();
  return closeSheet(sheet);
}
