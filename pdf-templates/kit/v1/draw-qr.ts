import QRCode, { type QRCodeSegment } from 'qrcode';
import type { DocumentQr } from '#app/domain/documents/model.ts';
import { put, type Sheet, tagged } from './sheet.ts';
import { fill, round } from './write-text.ts';

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

/**
 * Bars that cover the dark modules, each as long as it can be, across or downwards: one path. Bars of one row that are
 * alike stand together, because only their first number differs then, which compresses best.
 */
function bars({ size, dark }: Matrix): string {
  const covered = new Uint8Array(size * size);
  const alike: number[][] = [];
  let path = '';
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const at = row * size + column;
      if (dark[at] !== 1 || covered[at] === 1) continue;
      let [across, down] = [1, 1];
      while (column + across < size && dark[at + across] === 1) across += 1;
      while (row + down < size && dark[at + down * size] === 1) down += 1;
      if (across >= down) covered.fill(1, at, at + across);
      else for (let step = 0; step < down; step += 1) covered[at + step * size] = 1;
      const kind = across >= down ? across : size + down;
      alike[kind] ??= [];
      alike[kind].push(column);
    }
    for (const [kind, columns] of alike.entries()) {
      if (!columns || columns.length === 0) continue;
      const tail = kind <= size ? ` ${row} ${kind} 1 re\n` : ` ${row} 1 ${kind - size} re\n`;
      for (const column of columns) path += column + tail;
      columns.length = 0;
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

/** A symbol `width` points wide without its quiet zone. */
export function prepareQr(sheet: Sheet, qr: DocumentQr, width: number): PreparedQr {
  return prepareMatrix(sheet, encode(qr), width);
}

/** A symbol of capital letters and digits alone, for a reader at a desk. */
export function prepareCodeQr(sheet: Sheet, code: string, width: number): PreparedQr {
  return prepareMatrix(sheet, matrixOf([{ data: code, mode: 'alphanumeric' }]), width);
}

function prepareMatrix(sheet: Sheet, matrix: Matrix, width: number): PreparedQr {
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
          `q ${fill('#ffffff')} ${corner} re f ${fill('#000000')}`,
          `${scale.toFixed(5)} 0 0 ${(-scale).toFixed(5)} ${round(x + quiet)} ${round(top - quiet)} cm`,
          `${bars(matrix)}f Q`,
        ),
      { alt: 'Code QR' },
    );
  };
  return { outer, quiet, draw };
}
