import {
  clip,
  concatTransformationMatrix,
  endPath,
  fill as fillPath,
  type PDFOperator,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  setLineWidth,
} from 'pdf-lib';
import { drawFrame, drawOutline, type Point, quatrefoil, smooth } from '../../kit/v1/draw-ornament.ts';
import type { Drawing } from '../../kit/v1/page-ink.ts';
import { mm, motif, place, put, type Sheet, stamp } from '../../kit/v1/sheet.ts';
import { fill, round, stroke } from '../../kit/v1/write-text.ts';

/** From the edge of the paper: the outer rule, the middle of the woven band, the inner rule. */
const OUTER = mm(10.6);
const BAND = mm(15.1);
export const INNER = mm(19.6);
const CORNER = INNER - OUTER;
const HAIR = 0.28;

/** `part` of a colour on white, "#rrggbb". */
function tint(hex: string, part: number): string {
  const channel = (at: number) => Math.round(255 - (255 - Number.parseInt(hex.slice(at, at + 2), 16)) * part);
  return `#${[1, 3, 5].map((at) => channel(at).toString(16).padStart(2, '0')).join('')}`;
}

type Matrix = readonly [number, number, number, number, number, number];

function repeat(sheet: Sheet, drawing: Drawing, matrices: readonly Matrix[]): void {
  for (const [a, b, c, d, e, f] of matrices) {
    put(sheet, pushGraphicsState(), concatTransformationMatrix(a, b, c, d, round(e), round(f)));
    place(sheet, drawing);
    put(sheet, popGraphicsState());
  }
}

/** `y` over one period of `length`, as one line. */
function periodOf(length: number, parts: number, y: (angle: number) => number): PDFOperator[] {
  return smooth(
    Array.from({ length: parts + 3 }, (_, index): Point => {
      const part = (index - 1) / parts;
      return [length * part, y(2 * Math.PI * part)];
    }),
  );
}

const strands = (count: number): number[] =>
  Array.from({ length: count }, (_, strand) => (2 * Math.PI * strand) / count);

/** Faint waves over the whole sheet inside the border, each line a little behind the one above: a copier makes bands of them. */
function drawField(sheet: Sheet): void {
  const { width, height } = sheet.size;
  const [across, up] = [width - 2 * INNER, height - 2 * INNER];
  const length = across / 20;
  const gap = mm(1.55);
  const lines = Math.floor(up / gap) + 6;
  const tile = [
    stroke(tint(sheet.palette.accent, 0.11)),
    setLineWidth(0.3),
    ...Array.from({ length: lines }, (_, line) =>
      periodOf(length, 8, (angle) => (line - 2.5) * gap + mm(2.4) * Math.sin(angle + line * 0.21)),
    ).flat(),
  ];
  const drawing = motif(sheet, `diploma field`, [-1, -mm(10), length + 1, up + mm(10)], (inner) =>
    put(inner, ...tile),
  );
  put(sheet, pushGraphicsState(), rectangle(INNER, INNER, across, up), clip(), endPath());
  const places = Array.from({ length: 20 }, (_, at): Matrix => [1, 0, 0, 1, INNER + at * length, INNER]);
  repeat(sheet, drawing, places);
  put(sheet, popGraphicsState());
}

type Ring = {
  readonly middle: number;
  readonly swing: number;
  readonly strands: number;
  readonly beat: number;
};

/** One of `petals` equal parts of a rosette of woven rings, `radius` points wide, from the x axis on. */
function petalOf(radius: number, petals: number, rings: readonly Ring[]): PDFOperator[] {
  const turn = (2 * Math.PI) / petals;
  const parts = 8;
  return rings.flatMap(({ middle, swing, strands: count, beat }) =>
    strands(count).flatMap((phase) =>
      smooth(
        Array.from({ length: parts + 3 }, (_, step): Point => {
          const angle = (turn * (step - 1)) / parts;
          const reach = radius * (middle + swing * Math.sin(petals * beat * angle + phase));
          return [reach * Math.cos(angle), reach * Math.sin(angle)];
        }),
      ),
    ),
  );
}

const turnsOf = (petals: number): Matrix[] =>
  Array.from({ length: petals }, (_, at): Matrix => {
    const angle = (2 * Math.PI * at) / petals;
    return [Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0];
  });

/** The large oval in the middle of the sheet, behind the text. */
function drawOval(sheet: Sheet): void {
  const { width, height } = sheet.size;
  const radius = mm(68);
  const petals = 36;
  const petal = [
    stroke(tint(sheet.palette.accent, 0.2)),
    setLineWidth(0.25),
    ...petalOf(radius, petals, [
      { middle: 0.86, swing: 0.14, strands: 9, beat: 1 },
      { middle: 0.62, swing: 0.12, strands: 8, beat: 1 },
      { middle: 0.42, swing: 0.1, strands: 6, beat: 1 },
      { middle: 0.26, swing: 0.07, strands: 5, beat: 1 },
    ]),
  ];
  const drawing = motif(sheet, `diploma oval`, [-radius, -radius, radius, radius], (inner) =>
    put(inner, ...petal),
  );
  put(
    sheet,
    pushGraphicsState(),
    concatTransformationMatrix(1.62, 0, 0, 1, round(width / 2), round(height / 2)),
  );
  repeat(sheet, drawing, turnsOf(petals));
  put(sheet, popGraphicsState());
}

/** The woven band between the two frames: a wide weave in the accent, a narrow one in the ornament's colour over it. */
function drawBand(sheet: Sheet): void {
  const { accent, ornament } = sheet.palette;
  const { width, height } = sheet.size;
  const unit = 26;
  const reach = mm(3.3);
  const swell = (angle: number) => 0.8 + 0.2 * Math.cos(2 * angle);
  const tile = [
    setLineWidth(HAIR),
    stroke(accent),
    ...strands(10).flatMap((phase) =>
      periodOf(unit, 10, (angle) => reach * swell(angle) * Math.sin(angle + phase)),
    ),
    stroke(ornament),
    ...strands(5).flatMap((phase) =>
      periodOf(unit, 12, (angle) => reach * 0.4 * Math.sin(2 * angle + phase)),
    ),
  ];
  const drawing = motif(sheet, `diploma band`, [-1, -mm(4), unit + 1, mm(4)], (inner) => put(inner, ...tile));
  const sides = [
    { x: INNER, y: BAND, length: width - 2 * INNER, cosine: 1, sine: 0 },
    { x: width - BAND, y: INNER, length: height - 2 * INNER, cosine: 0, sine: 1 },
    { x: width - INNER, y: height - BAND, length: width - 2 * INNER, cosine: -1, sine: 0 },
    { x: BAND, y: height - INNER, length: height - 2 * INNER, cosine: 0, sine: -1 },
  ];
  for (const { x, y, length, cosine, sine } of sides) {
    const periods = Math.round(length / unit);
    const stretch = length / periods / unit;
    const places = Array.from({ length: periods }, (_, at): Matrix => {
      const along = (at * length) / periods;
      return [stretch * cosine, stretch * sine, -sine, cosine, x + along * cosine, y + along * sine];
    });
    repeat(sheet, drawing, places);
  }
}

/** A small rosette in a square of its own where two bands meet. */
function drawCorners(sheet: Sheet): void {
  const { accent, ornament } = sheet.palette;
  const { width, height } = sheet.size;
  const radius = CORNER / 2 - 1.4;
  const petals = 12;
  const petal = [
    setLineWidth(HAIR),
    stroke(accent),
    ...petalOf(radius, petals, [
      { middle: 0.76, swing: 0.24, strands: 6, beat: 1 },
      { middle: 0.45, swing: 0.16, strands: 4, beat: 1 },
    ]),
  ];
  const drawing = motif(sheet, `diploma corner`, [-radius, -radius, radius, radius], (inner) =>
    put(inner, ...petal),
  );
  for (const x of [BAND, width - BAND])
    for (const y of [BAND, height - BAND]) {
      put(sheet, pushGraphicsState(), concatTransformationMatrix(1, 0, 0, 1, round(x), round(y)));
      repeat(sheet, drawing, turnsOf(petals));
      put(sheet, fill(ornament), ...quatrefoil(0, 0, radius * 0.3), fillPath(), popGraphicsState());
      drawOutline(sheet, x - CORNER / 2, y + CORNER / 2, CORNER, CORNER, 0.5, ornament);
    }
}

/** Everything of the sheet that is drawn and not written: the same for every diploma of an office. */
export function drawGround(sheet: Sheet): void {
  const { accent, ornament } = sheet.palette;
  stamp(sheet, `diploma ground ${accent} ${ornament}`, layGround);
}

function layGround(sheet: Sheet): void {
  const { accent, ornament } = sheet.palette;
  drawField(sheet);
  drawOval(sheet);
  drawBand(sheet);
  drawCorners(sheet);
  drawFrame(sheet, OUTER, 1.1, ornament);
  drawFrame(sheet, INNER, 0.5, ornament);
  drawFrame(sheet, INNER + 2.2, 0.25, accent);
}
