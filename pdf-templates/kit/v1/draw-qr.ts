import {
  closePath,
  concatTransformationMatrix,
  fill as fillPath,
  lineTo,
  moveTo,
  type PDFOperator,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
} from 'pdf-lib';
import QRCode, { type QRCodeSegment } from 'qrcode';
import type { DocumentQr } from '#app/domain/documents/model.ts';
import { put, type Sheet } from './sheet.ts';
import { fill, round } from './write-text.ts';

/** White modules around the symbol, as ISO/IEC 18004 asks. */
const QUIET_ZONE = 4;

type Matrix = { readonly size: number; readonly dark: (row: number, column: number) => boolean };

function encode({ url, digits }: DocumentQr): Matrix {
  return matrixOf([
    { data: new TextEncoder().encode(url), mode: 'byte' },
    { data: digits, mode: 'numeric' },
  ]);
}

function matrixOf(segments: QRCodeSegment[]): Matrix {
  const { modules } = QRCode.create(segments, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const inside = (at: number) => at >= 0 && at < size;
  return { size, dark: (row, column) => inside(row) && inside(column) && modules.get(row, column) === 1 };
}

type Point = readonly [number, number];

/** The corners to go to from each corner, along edges that keep the dark side on the right. */
function edges(matrix: Matrix): Map<string, Point[]> {
  const from = new Map<string, Point[]>();
  const add = (start: Point, end: Point) => {
    const key = start.join();
    from.set(key, [...(from.get(key) ?? []), end]);
  };
  for (let row = 0; row < matrix.size; row += 1) {
    for (let column = 0; column < matrix.size; column += 1) {
      if (!matrix.dark(row, column)) continue;
      if (!matrix.dark(row - 1, column)) add([column, row], [column + 1, row]);
      if (!matrix.dark(row, column + 1)) add([column + 1, row], [column + 1, row + 1]);
      if (!matrix.dark(row + 1, column)) add([column + 1, row + 1], [column, row + 1]);
      if (!matrix.dark(row, column - 1)) add([column, row + 1], [column, row]);
    }
  }
  return from;
}

/** The outlines of the dark areas as closed loops, without the corners that lie on a straight line. */
function outlines(matrix: Matrix): Point[][] {
  const from = edges(matrix);
  const loops: Point[][] = [];
  for (const [key, ends] of from) {
    while (ends.length > 0) {
      const [column, row] = key.split(',').map(Number);
      const start: Point = [column ?? 0, row ?? 0];
      const loop: Point[] = [start];
      for (let at = from.get(start.join())?.pop(); at && at.join() !== key; at = from.get(at.join())?.pop())
        loop.push(at);
      loops.push(
        loop.filter((point, index) => turns(loop.at(index - 1), point, loop[(index + 1) % loop.length])),
      );
    }
  }
  return loops;
}

function turns(before: Point | undefined, at: Point, after: Point | undefined): boolean {
  if (!before || !after) return true;
  return !((before[0] === at[0] && at[0] === after[0]) || (before[1] === at[1] && at[1] === after[1]));
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
    const path: PDFOperator[] = outlines(matrix).flatMap((loop) => [
      ...loop.map(([column, row], index) => (index === 0 ? moveTo(column, row) : lineTo(column, row))),
      closePath(),
    ]);
    put(
      sheet,
      pushGraphicsState(),
      fill('#ffffff'),
      rectangle(round(x), round(top - outer), round(outer), round(outer)),
      fillPath(),
      fill('#000000'),
      concatTransformationMatrix(scale, 0, 0, -scale, round(x + quiet), round(top - quiet)),
      ...path,
      fillPath(),
      popGraphicsState(),
    );
  };
  return { outer, quiet, draw };
}
