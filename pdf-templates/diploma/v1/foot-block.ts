import {
  appendBezierCurve,
  closePath,
  moveTo,
  type PDFOperator,
  setDashPattern,
  setLineWidth,
  stroke as strokePath,
} from 'pdf-lib';
import { formatLongDate } from '#app/domain/documents/format-values.ts';
import type { DiplomaModel, DocumentSignatory } from '#app/domain/documents/model.ts';
import { type Block, centredLines, english, wordingBlock, writeLabel } from '../../kit/v1/blocks.ts';
import { prepareQr } from '../../kit/v1/draw-qr.ts';
import type { Foot } from '../../kit/v1/proof-block.ts';
import { mm, put, type Sheet } from '../../kit/v1/sheet.ts';
import { doneAt, officialHostNotice, WORDS } from '../../kit/v1/words.ts';
import { fitText, round, type Style, stroke, writeFitted } from '../../kit/v1/write-text.ts';
import { INNER } from './guilloche.ts';
import { innerWidth, LEFT, linesOf } from './head-block.ts';
import { DIPLOMA } from './words.ts';

/** Printed width of the symbol without its quiet zone (the verification profile asks for 35 mm). */
const QR_WIDTH = mm(35);
const PROOF_WIDTH = mm(46);
const SEAL = mm(15);
const SIGNING_WIDTH = mm(57);
const ROOM_FOR_SIGNATURE = mm(13);
const FLOOR = INNER + mm(4);

/** A circle as four curves. */
function circle(x: number, y: number, radius: number): PDFOperator[] {
  const bow = radius * 0.5523;
  const at = (dx: number, dy: number): [number, number] => [round(x + dx), round(y + dy)];
  const quarter = (fx: number, fy: number, tx: number, ty: number) =>
    appendBezierCurve(
      ...at(fx * radius + (fx === 0 ? tx : 0) * bow, fy * radius + (fy === 0 ? ty : 0) * bow),
      ...at(tx * radius + (tx === 0 ? fx : 0) * bow, ty * radius + (ty === 0 ? fy : 0) * bow),
      ...at(tx * radius, ty * radius),
    );
  return [
    moveTo(...at(radius, 0)),
    quarter(1, 0, 0, 1),
    quarter(0, 1, -1, 0),
    quarter(-1, 0, 0, -1),
    quarter(0, -1, 1, 0),
    closePath(),
  ];
}

/** Where the dry or ink seal goes: a ring to aim at. */
function drawSealPlace(sheet: Sheet, x: number, y: number): void {
  const { ornament, quiet } = sheet.palette;
  put(sheet, stroke(ornament), setLineWidth(0.4), ...circle(x, y, SEAL), strokePath());
  put(sheet, setDashPattern([1.5, 2], 0), ...circle(x, y, SEAL - 3), strokePath(), setDashPattern([], 0));
  const label: Style = { face: 'italic', size: 7.5, colour: quiet };
  centredLines(sheet, x, SEAL, [{ text: DIPLOMA.seal.fr, style: label, smallest: 6, after: 0 }]).draw(
    y + 4.5,
  );
}

/** Beside the QR, what a person without a camera needs. */
function proofBlock(sheet: Sheet, model: DiplomaModel, x: number, width: number): Block {
  const { ink, accent, quiet } = sheet.palette;
  const value = (text: string, size: number, colour = ink) =>
    fitText(sheet, text, width, { face: 'bold', size, colour }, 6.5);
  const edition = model.edition === 1 ? '' : ` · ${WORDS.edition.fr} ${model.edition}`;
  const draw = (top: number) => {
    let y = top;
    const heading: Style = { face: 'bold', size: 8.4, colour: accent };
    y = writeFitted(sheet, fitText(sheet, WORDS.verification.fr, width, heading, 6), x, y) - 1;
    const scan = wordingBlock(sheet, WORDS.scan, x, width, { face: 'regular', size: 7, colour: quiet }, 7);
    scan.draw(y);
    y -= scan.height + 1;
    y = writeFitted(sheet, value(model.verification.host, 10, accent), x, y) - 3;
    writeLabel(sheet, WORDS.documentNumber, x, y, width, 6.8);
    y = writeFitted(sheet, value(`${model.number}${edition}`, 9.5), x, y - 7.5) - 2;
    writeLabel(sheet, WORDS.typedCode, x, y, width, 6.8);
    writeFitted(sheet, value(model.verification.typedCode, 9.5), x, y - 7.5);
  };
  return { height: QR_WIDTH, draw };
}

/** A title, room to sign, a name. */
function signatoryBlock(sheet: Sheet, { title, name }: DocumentSignatory, x: number, least: number): Block {
  const { ink } = sheet.palette;
  const plain: Style = { face: 'regular', size: 10, colour: ink };
  const upper = centredLines(
    sheet,
    x,
    SIGNING_WIDTH,
    linesOf(sheet, title, plain, { smallest: 7.5, after: 0 }),
  );
  const lower = centredLines(sheet, x, SIGNING_WIDTH, [
    { text: name, style: { face: 'bold', size: 10.5, colour: ink }, smallest: 7.5, after: 0 },
  ]);
  const whole = Math.max(least, upper.height + ROOM_FOR_SIGNATURE + lower.height);
  const draw = (top: number) => {
    upper.draw(top);
    lower.draw(top - whole + lower.height);
  };
  return { height: whole, draw };
}

function noticeBlock(sheet: Sheet, model: DiplomaModel): Block {
  const style: Style = { face: 'regular', size: 7, colour: sheet.palette.quiet };
  const notice = officialHostNotice(model.verification.host);
  const notes = model.notes.map(({ fr }) => fr).join(' ');
  const notesInEnglish = model.notes.flatMap((note) => english(sheet, note) ?? []).join(' ');
  const arabic = model.notes.flatMap(({ ar }) => ar ?? []).join(' ');
  const line = (text: string, face: 'regular' | 'italic', size: number) =>
    text ? [{ text, style: { ...style, face, size }, smallest: 5.4, after: 0 }] : [];
  return centredLines(sheet, sheet.size.width / 2, innerWidth(sheet), [
    ...line([notes, notice.fr].filter(Boolean).join(' '), 'regular', 7),
    ...line([notesInEnglish, english(sheet, notice) ?? ''].filter(Boolean).join(' '), 'italic', 6.4),
    ...line(arabic, 'regular', 7),
  ]);
}

/** The proof, the place of the seal, one signature or two, and the notes below them. */
export function measureFoot(sheet: Sheet, model: DiplomaModel): Foot {
  const notice = noticeBlock(sheet, model);
  const qr = prepareQr(sheet, model.qr, QR_WIDTH);
  const proofAt = LEFT + QR_WIDTH + qr.quiet + 4;
  const proof = proofBlock(sheet, model, proofAt, PROOF_WIDTH);
  const right = sheet.size.width - LEFT;
  const first = right - SIGNING_WIDTH / 2;
  const second = first - SIGNING_WIDTH - mm(4);
  const signersAt = (least: number) => [
    ...(model.cosigner ? [signatoryBlock(sheet, model.cosigner, second, least)] : []),
    signatoryBlock(sheet, model.signing, first, least),
  ];
  const tallest = Math.max(...signersAt(0).map(({ height }) => height));
  const signers = signersAt(tallest);
  const { signing } = model;
  const place = centredLines(sheet, first, SIGNING_WIDTH, [
    {
      text: doneAt(signing.place, formatLongDate(signing.on, 'fr')),
      style: { face: 'regular', size: 9.5, colour: sheet.palette.ink },
      smallest: 7,
      after: 3,
    },
  ]);
  const signed = place.height + tallest;
  const bottom = FLOOR + notice.height + 3;
  const height = Math.max(qr.outer - qr.quiet, signed);
  const top = bottom + height;
  const draw = () => {
    qr.draw(LEFT - qr.quiet, bottom + QR_WIDTH + qr.quiet);
    proof.draw(bottom + QR_WIDTH);
    const signaturesAt = (model.cosigner ? second : first) - SIGNING_WIDTH / 2;
    const seal = (proofAt + PROOF_WIDTH + signaturesAt) / 2;
    drawSealPlace(sheet, seal, bottom + SEAL + 4);
    place.draw(top);
    for (const signer of signers) signer.draw(top - place.height);
    notice.draw(FLOOR + notice.height);
  };
  return { top, draw };
}
