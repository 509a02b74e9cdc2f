import QRCode, { type QRCodeSegment } from 'qrcode';
import type { DocumentQr } from '#app/domain/documents/model.ts';
import type { Drawing } from './page-ink.ts';
import { put, type Sheet, shortName, tagged } from './sheet.ts';
import { fillText, round } from './write-text.ts';

/** White modules around the symbol, as ISO/IEC 18004 asks. */
const QUIET_ZONE = 4;

/** Any mask gives a readable symbol; choosing the best of eight takes most of the time of making one. */
const MASK = 2;

type Matrix = { readonly size: number; readonly dark: Uint8Array };

function encode({ url, digits }: DocumentQr): Matrix {
  return matrixOf([
    { data: new TextEncoder().encode(url), mode: 'byte' },
    { data: digits, mode: 'numeric' },
  ]);
}

function matrixOf(segments: QRCodeSegment[]): Matrix {
  const { modules } = QRCode.create(segments, { errorCorrectionLevel: 'M', maskPattern: MASK });
  return { size: modules.size, dark: modules.data };
}

/** How hard a symbol's path is compressed: it is new on every document, and hardly shorter at higher levels. */
const LEVEL = 4;

/**
 * Bars that cover the dark modules, each as long as it can be, across or downwards: one path. Bars of one row that are
 * alike stand together, because only their first number differs then, which compresses best.
 */
function bars({ size, dark }: Matrix): string {
  const covered = new Uint8Array(size * size);
  const alike = new Array<string>(2 * size + 1).fill('');
  let path = '';
  for (let row = 0; row < size; row += 1) {
    const tails: number[] = [];
    for (let column = 0; column < size; column += 1) {
      const at = row * size + column;
      if (dark[at] !== 1 || covered[at] === 1) continue;
      let [across, down] = [1, 1];
      while (column + across < size && dark[at + across] === 1) across += 1;
      while (row + down < size && dark[at + down * size] === 1) down += 1;
      const kind = across >= down ? across : size + down;
      if (across >= down) {
        for (let step = 0; step < across; step += 1) covered[at + step] = 1;
      } else for (let step = 0; step < down; step += 1) covered[at + step * size] = 1;
      const tail = kind <= size ? `${row} ${kind} 1 re` : `${row} 1 ${kind - size} re`;
      if (alike[kind] === '') tails.push(kind);
      alike[kind] += `${column} ${tail}\n`;
    }
    tails.sort((one, other) => one - other);
    for (const kind of tails) {
      path += alike[kind];
      alike[kind] = '';
    }
  }
  return path;
}

export type PreparedQr = {
  /** The side of the symbol with its quiet zone, in points. */
  readonly outer: number;
  readonly quiet: number;
  /** Draws one black path on white; `x` and `top` are the corner of the quiet zone. */
  readonly draw: (x: number, top: number) => void;
};

/**
 * A symbol `width` points wide without its quiet zone. It is a drawing by itself: what it looks like shares nothing with
 * the page's text, and both compress faster apart.
 */
export function prepareQr(sheet: Sheet, qr: DocumentQr, width: number): PreparedQr {
  const matrix = encode(qr);
  return prepareMatrix(sheet, matrix, width, () => {
    const drawing: Drawing = {
      name: `Q${shortName(qr.url + qr.digits)}`,
      dictionary: `/Type/XObject/Subtype/Form/BBox[0 0 ${matrix.size} ${matrix.size}]/Filter/FlateDecode`,
      bytes: sheet.compress(new TextEncoder().encode(`${bars(matrix)}f`), LEVEL),
    };
    sheet.ink.drawings.set(drawing.name, drawing);
    return `/${drawing.name} Do Q`;
  });
}

/** A symbol of capital letters and digits alone, for a reader at a desk. */
export function prepareCodeQr(sheet: Sheet, code: string, width: number): PreparedQr {
  const matrix = matrixOf([{ data: code, mode: 'alphanumeric' }]);
  return prepareMatrix(sheet, matrix, width, () => `${bars(matrix)}f Q`);
}

function prepareMatrix(sheet: Sheet, matrix: Matrix, width: number, path: () => string): PreparedQr {
  const scale = width / matrix.size;
  const quiet = QUIET_ZONE * scale;
  const outer = width + 2 * quiet;
  const draw = (x: number, top: number) => {
    const corner = `${round(x)} ${round(top - outer)} ${round(outer)} ${round(outer)}`;
    tagged(
      sheet,
      'Figure',
      () =>
        put(
          sheet,
          `q ${fillText('#ffffff')} ${corner} re f ${fillText('#000000')}`,
          `${scale.toFixed(5)} 0 0 ${(-scale).toFixed(5)} ${round(x + quiet)} ${round(top - quiet)} cm`,
          path(),
        ),
      { alt: 'Code QR' },
    );
  };
  return { outer, quiet, draw };
}
