import { formatAmount, formatLongDate } from '#app/domain/documents/format-values.ts';
import type { ReceiptModel } from '#app/domain/documents/model.ts';
import type { DocumentAssets } from '../../assets.ts';
import {
  type Block,
  type Field,
  fieldsBlock,
  flowBlocks,
  headerBlock,
  paragraphsBlock,
  titleBlock,
} from '../../kit/v1/blocks.ts';
import { measureFoot } from '../../kit/v1/proof-block.ts';
import { CONTENT_WIDTH, closeSheet, MARGIN, mm, openSheet, PAGE, type Sheet } from '../../kit/v1/sheet.ts';
import { type TableRow, tableBlock } from '../../kit/v1/table-block.ts';
import { RECEIPT } from './words.ts';

function paymentFields(model: ReceiptModel): Field[][] {
  const date: Field = { label: RECEIPT.paidOn, value: { fr: formatLongDate(model.paidOn, 'fr') }, share: 4 };
  const means: Field = { label: RECEIPT.means, value: model.means, share: model.paymentReference ? 5 : 12 };
  const reference: Field[] = model.paymentReference
    ? [{ label: RECEIPT.reference, value: { fr: model.paymentReference }, share: 7 }]
    : [];
  return [
    [{ label: RECEIPT.payer, value: { fr: model.payer }, share: 8, strong: true }, date],
    [{ label: RECEIPT.subject, value: model.subject, share: 12 }],
    [means, ...reference],
  ];
}

function bodyBlocks(sheet: Sheet, model: ReceiptModel, density: number): Block[] {
  const columns = [
    { title: RECEIPT.label, share: 70, align: 'left' },
    { title: RECEIPT.amount, share: 30, align: 'right' },
  ] as const;
  const show = (amount: string) => formatAmount(BigInt(amount), model.currency);
  const rows: TableRow[] = [
    ...model.lines.map((line): TableRow => ({ look: 'plain', cells: [line.label, show(line.amount)] })),
    { look: 'total', cells: [RECEIPT.total, show(model.total)] },
  ];
  const subtitle = [formatLongDate(model.issuedOn, 'fr'), formatLongDate(model.issuedOn, 'en')] as const;
  return [
    titleBlock(sheet, { title: RECEIPT.title, exam: { fr: `N° ${model.number}` }, subtitle }, density),
    fieldsBlock(sheet, paymentFields(model), density),
    tableBlock(sheet, columns, rows, density),
    paragraphsBlock(sheet, [RECEIPT.notice], MARGIN, CONTENT_WIDTH, 9 * density),
  ];
}

/** The receipt of a payment. The same model and fonts give the same bytes. */
export async function renderReceiptV1(model: ReceiptModel, assets: DocumentAssets): Promise<Uint8Array> {
  const sheet = await openSheet(model, `${RECEIPT.title.fr} · ${model.number}`, assets);
  const top = PAGE.height - mm(14);
  const header = headerBlock(sheet, model.office);
  header.draw(top);
  const foot = measureFoot(sheet, model, undefined);
  const start = top - header.height - 12;
  flowBlocks((density) => bodyBlocks(sheet, model, density), start, foot.top + 8, 16);
  foot.draw();
  return closeSheet(sheet);
}
