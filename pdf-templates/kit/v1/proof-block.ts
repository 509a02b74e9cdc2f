import { formatLongDate } from '#app/domain/documents/format-values.ts';
import type { DocumentModel, DocumentSigning } from '#app/domain/documents/model.ts';
import { type Block, centredLines, english, wordingBlock, writeLabel } from './blocks.ts';
import { drawRule } from './draw-ornament.ts';
import { prepareQr } from './draw-qr.ts';
import { contentWidth, MARGIN, mm, type Sheet } from './sheet.ts';
import { doneAt, officialHostNotice, WORDS } from './words.ts';
import { fitText, type Style, writeFitted } from './write-text.ts';

/** Printed width of the symbol without its quiet zone (the verification profile asks for 35 mm). */
const QR_WIDTH = mm(35);
const SIGNING_WIDTH = mm(62);
const ROOM_FOR_SEAL = mm(8);
/** Where the foot of an unframed document ends, from the edge of the paper. */
const FOOT = mm(13);

/** The QR and, beside it, what a person without a camera needs: the official host, the number and the code. */
function verificationBlock(sheet: Sheet, model: DocumentModel, width: number): Block {
  const qr = prepareQr(sheet, model.qr, QR_WIDTH);
  const indent = qr.outer - qr.quiet + 2;
  const x = MARGIN + indent;
  const room = width - indent;
  const { ink, accent, quiet } = sheet.palette;
  const value = (text: string, size: number, colour = ink) =>
    fitText(sheet, text, room, { face: 'bold', size, colour }, 6.5);
  const edition = model.edition === 1 ? '' : ` · ${WORDS.edition.fr} ${model.edition}`;
  const draw = (top: number) => {
    qr.draw(MARGIN - qr.quiet, top);
    const small: Style = { face: 'regular', size: 7.4, colour: quiet };
    let y = top - qr.quiet;
    const heading: Style = { face: 'bold', size: 8.4, colour: accent };
    y = writeFitted(sheet, fitText(sheet, WORDS.verification.fr, room, heading, 6), x, y) - 1;
    const scan = wordingBlock(sheet, WORDS.scan, x, room, small, 7.4);
    scan.draw(y);
    y -= scan.height + 1;
    y = writeFitted(sheet, value(model.verification.host, 11, accent), x, y) - 4;
    writeLabel(sheet, WORDS.documentNumber, x, y, room);
    y = writeFitted(sheet, value(`${model.number}${edition}`, 10.5), x, y - 8) - 3;
    writeLabel(sheet, WORDS.typedCode, x, y, room);
    writeFitted(sheet, value(model.verification.typedCode, 10.5), x, y - 8);
  };
  return { height: qr.outer, draw };
}

/** "Fait à … le …", the signer's title, room for the seal, the name; at least `least` points high. */
function signingBlock(sheet: Sheet, signing: DocumentSigning, least: number): Block {
  const x = sheet.size.width - MARGIN - SIGNING_WIDTH / 2;
  const { ink, quiet } = sheet.palette;
  const plain: Style = { face: 'regular', size: 10, colour: ink };
  const slant: Style = { face: 'italic', size: 8, colour: quiet };
  const upper = centredLines(sheet, x, SIGNING_WIDTH, [
    { text: doneAt(signing.place, formatLongDate(signing.on, 'fr')), style: plain, smallest: 7.5, after: 2 },
    { text: signing.title.fr, style: plain, smallest: 7.5, after: 0 },
    { text: english(sheet, signing.title), style: slant, smallest: 6.5, after: 0, lang: 'en' },
  ]);
  const lower = centredLines(sheet, x, SIGNING_WIDTH, [
    { text: signing.name, style: { face: 'bold', size: 10.5, colour: ink }, smallest: 7.5, after: 0 },
  ]);
  const height = Math.max(least, upper.height + ROOM_FOR_SEAL + lower.height);
  const draw = (top: number) => {
    upper.draw(top);
    lower.draw(top - height + lower.height);
  };
  return { height, draw };
}

export type Foot = {
  /** Where the free space above the foot ends, in points from the bottom of the paper. */
  readonly top: number;
  /** Called last, so that the page reads in order. */
  readonly draw: () => void;
};

/** The proof, the signature and the warning that every document ends with, from the lower margin upwards. */
export function measureFoot(
  sheet: Sheet,
  model: DocumentModel,
  signing: DocumentSigning | undefined,
  floor = FOOT,
): Foot {
  const notice = officialHostNotice(model.verification.host);
  const noticeStyle: Style = { face: 'regular', size: 7, colour: sheet.palette.quiet };
  const words = centredLines(sheet, sheet.size.width / 2, contentWidth(sheet), [
    { text: notice.fr, style: noticeStyle, smallest: 6, after: 0 },
    {
      text: english(sheet, notice),
      lang: 'en',
      style: { ...noticeStyle, face: 'italic', size: 6.4 },
      smallest: 5.6,
      after: 0,
    },
  ]);
  const verification = verificationBlock(
    sheet,
    model,
    contentWidth(sheet) - (signing ? SIGNING_WIDTH + 10 : 0),
  );
  const noticeTop = floor + words.height;
  const signature = signing && signingBlock(sheet, signing, verification.height - 8);
  const top = noticeTop + 5 + Math.max(verification.height, (signature?.height ?? 0) + 8);
  const draw = () => {
    signature?.draw(top - 6);
    verification.draw(top);
    drawRule(sheet, MARGIN, noticeTop + 2.5, contentWidth(sheet), 0.3, sheet.palette.ornament);
    words.draw(noticeTop);
  };
  return { top, draw };
}
