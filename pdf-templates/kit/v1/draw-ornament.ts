import {
  appendBezierCurve,
  closePath,
  concatTransformationMatrix,
  fill as fillPath,
  lineTo,
  moveTo,
  type PDFOperator,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  setLineWidth,
  stroke as strokePath,
} from 'pdf-lib';
import { motif, place, put, type Sheet, stamp } from './sheet.ts';
import { fill, round, stroke, strokeText, tenth } from './write-text.ts';

export function drawRule(
  sheet: Sheet,
  x: number,
  y: number,
  width: number,
  thickness: number,
  colour: string,
): void {
  const [from, to, height] = [tenth(x), tenth(x + width), tenth(y)];
  put(sheet, `${strokeText(colour)}\n${thickness} w\n${from} ${height} m\n${to} ${height} l\nS`);
}

/** A thin gold rule over a hair of ink: the ceremonial division of a page. */
export function drawDoubleRule(sheet: Sheet, x: number, y: number, width: number): void {
  drawRule(sheet, x, y, width, 1.1, sheet.palette.ornament);
  drawRule(sheet, x, y - 2.2, width, 0.3, sheet.palette.ink);
}

export function drawBox(
  sheet: Sheet,
  x: number,
  top: number,
  width: number,
  height: number,
  colour: string,
): void {
  put(sheet, fill(colour), rectangle(round(x), round(top - height), round(width), round(height)), fillPath());
}

export function drawOutline(
  sheet: Sheet,
  x: number,
  top: number,
  width: number,
  height: number,
  thickness: number,
  colour: string,
): void {
  const corner = [round(x), round(top - height), round(width), round(height)] as const;
  put(sheet, stroke(colour), setLineWidth(thickness), rectangle(...corner), strokePath());
}

/** A frame around the page, `inset` from its edges. */
export function drawFrame(sheet: Sheet, inset: number, thickness: number, colour: string): void {
  const { width, height } = sheet.size;
  drawOutline(sheet, inset, height - inset, width - 2 * inset, height - 2 * inset, thickness, colour);
}

/** A pointed leaf from (x, y), `length` long towards `angle`. */
function leaf(x: number, y: number, angle: number, length: number): PDFOperator[] {
  const at = (along: number, across: number): [number, number] => [
    tenth(x + length * (along * Math.cos(angle) - across * Math.sin(angle))),
    tenth(y + length * (along * Math.sin(angle) + across * Math.cos(angle))),
  ];
  return [
    moveTo(...at(0, 0)),
    appendBezierCurve(...at(0.25, 0.24), ...at(0.7, 0.24), ...at(1, 0)),
    appendBezierCurve(...at(0.7, -0.24), ...at(0.25, -0.24), ...at(0, 0)),
    closePath(),
  ];
}

/** One branch of the wreath, in a circle of radius 100 around the origin: the right one. */
function branch(): PDFOperator[] {
  const operators: PDFOperator[] = [];
  const leaves = 9;
  for (let step = 0; step < leaves; step += 1) {
    const turn = (-80 + step * 16.5) * (Math.PI / 180);
    const x = Math.cos(turn) * 80;
    const y = Math.sin(turn) * 80;
    const length = 42 - step * 1.7;
    for (const lean of [0.5, -0.55]) {
      const angle = turn + Math.PI / 2 - lean;
      operators.push(...leaf(x, y, angle, length));
    }
  }
  const tip = 66 * (Math.PI / 180);
  operators.push(...leaf(Math.cos(tip) * 80, Math.sin(tip) * 80, Math.PI / 2 + 1.15, 30));
  return operators;
}

/** The laurel wreath of the house, `radius` points around (x, y). */
export function drawLaurel(sheet: Sheet, x: number, y: number, radius: number): void {
  const { accent, ornament } = sheet.palette;
  stamp(sheet, `laurel ${x} ${y} ${radius} ${accent} ${ornament}`, (inner) => layLaurel(inner, x, y, radius));
}

function layLaurel(sheet: Sheet, x: number, y: number, radius: number): void {
  const scale = radius / 108;
  put(sheet, pushGraphicsState(), concatTransformationMatrix(scale, 0, 0, scale, round(x), round(y)));
  const { accent } = sheet.palette;
  const half = motif(sheet, `branch ${accent}`, [-130, -130, 130, 130], (inner) =>
    put(inner, fill(accent), ...branch(), fillPath()),
  );
  place(sheet, half);
  put(sheet, concatTransformationMatrix(-1, 0, 0, 1, 0, 0));
  place(sheet, half);
  put(sheet, stroke(sheet.palette.ornament), setLineWidth(3), ...star(0, 5, 30), popGraphicsState());
}

function star(x: number, y: number, radius: number): PDFOperator[] {
  const corners = Array.from({ length: 10 }, (_, index): [number, number] => {
    const reach = index % 2 === 0 ? radius : radius * 0.42;
    const turn = Math.PI / 2 + (index * Math.PI) / 5;
    return [round(x + reach * Math.cos(turn)), round(y + reach * Math.sin(turn))];
  });
  return [
    ...corners.map(([cx, cy], index) => (index === 0 ? moveTo(cx, cy) : lineTo(cx, cy))),
    closePath(),
    strokePath(),
  ];
}

export type Point = readonly [number, number];

/** A smooth line through points at equal steps of a curve (Catmull-Rom); the first and last only give direction. */
export function smooth(points: readonly Point[]): PDFOperator[] {
  const operators: PDFOperator[] = [];
  for (let index = 1; index + 2 < points.length; index += 1) {
    const [before, from, to, after] = points.slice(index - 1, index + 3);
    if (!before || !from || !to || !after) continue;
    const lean = (at: Point, towards: Point, away: Point, sign: 1 | -1): [number, number] => [
      tenth(at[0] + (sign * (towards[0] - away[0])) / 6),
      tenth(at[1] + (sign * (towards[1] - away[1])) / 6),
    ];
    if (index === 1) operators.push(moveTo(tenth(from[0]), tenth(from[1])));
    operators.push(
      appendBezierCurve(
        ...lean(from, to, before, 1),
        ...lean(to, after, from, -1),
        tenth(to[0]),
        tenth(to[1]),
      ),
    );
  }
  return [...operators, strokePath()];
}

/** Woven rings of a rosette: middle radius and swing as parts of the whole radius. */
const RINGS = [
  { middle: 0.87, swing: 0.13, strands: 7 },
  { middle: 0.6, swing: 0.15, strands: 7 },
  { middle: 0.33, swing: 0.13, strands: 5 },
] as const;

/**
 * A guilloche rosette in hairlines: one petal of each strand, drawn again after each turn of the page's axes, so that
 * the file stays small. Light enough to disappear behind text, fine enough to break up on a photocopier.
 */
export function drawRosette(sheet: Sheet, x: number, y: number, radius: number, colour: string): void {
  stamp(sheet, `rosette ${x} ${y} ${radius} ${colour}`, (inner) => layRosette(inner, x, y, radius, colour));
}

function layRosette(sheet: Sheet, x: number, y: number, radius: number, colour: string): void {
  const petals = 24;
  const parts = 5;
  const turn = (2 * Math.PI) / petals;
  const petal = RINGS.flatMap(({ middle, swing, strands }) =>
    Array.from({ length: strands }, (_, strand) => {
      const point = (step: number): Point => {
        const angle = (turn * step) / parts;
        const reach = radius * (middle + swing * Math.sin(petals * angle + (2 * Math.PI * strand) / strands));
        return [reach * Math.cos(angle), reach * Math.sin(angle)];
      };
      return smooth(Array.from({ length: parts + 3 }, (_, step) => point(step - 1)));
    }).flat(),
  );
  const around: [number, number, number, number] = [-radius, -radius, radius, radius];
  const drawing = motif(sheet, `petal ${radius} ${colour}`, around, (inner) =>
    put(inner, stroke(colour), setLineWidth(0.25), ...petal),
  );
  put(sheet, pushGraphicsState(), concatTransformationMatrix(1, 0, 0, 1, round(x), round(y)));
  for (let step = 0; step < petals; step += 1) {
    place(sheet, drawing);
    put(sheet, concatTransformationMatrix(...turned(turn)));
  }
  put(sheet, popGraphicsState());
}

const turned = (angle: number): [number, number, number, number, number, number] => {
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)].map((part) => Math.round(part * 1e6) / 1e6);
  return [cosine ?? 1, sine ?? 0, -(sine ?? 0), cosine ?? 1, 0, 0];
};

/** One whole period of a wave along the x axis; used for borders. */
function wave(period: number, amplitude: number, phase: number): PDFOperator[] {
  const parts = 8;
  return smooth(
    Array.from({ length: parts + 3 }, (_, index): Point => {
      const part = (index - 1) / parts;
      return [period * part, amplitude * Math.sin(2 * Math.PI * part + phase)];
    }),
  );
}

/** Four leaves in a cross, `reach` points from the centre: what the corners of a border are closed with. */
export function quatrefoil(x: number, y: number, reach: number): PDFOperator[] {
  return [0, 1, 2, 3].flatMap((quarter) => leaf(x, y, Math.PI / 4 + (quarter * Math.PI) / 2, reach));
}

/** A guilloche border whose middle line runs `inset` from the page's edges, with a quatrefoil in each corner. */
export function drawGuillocheBorder(sheet: Sheet, inset: number, amplitude: number, colour: string): void {
  const { width, height } = sheet.size;
  stamp(sheet, `border ${width} ${height} ${inset} ${amplitude} ${colour}`, (inner) =>
    layGuillocheBorder(inner, inset, amplitude, colour),
  );
}

function layGuillocheBorder(sheet: Sheet, inset: number, amplitude: number, colour: string): void {
  const start = inset + amplitude * 1.5;
  const { width, height } = sheet.size;
  const [right, top] = [width - inset, height - inset];
  const [across, up] = [width - 2 * start, height - 2 * start];
  const sides = [
    { x: start, y: inset, length: across, cosine: 1, sine: 0 },
    { x: right, y: start, length: up, cosine: 0, sine: 1 },
    { x: width - start, y: top, length: across, cosine: -1, sine: 0 },
    { x: inset, y: height - start, length: up, cosine: 0, sine: -1 },
  ];
  for (const { x, y, length, cosine, sine } of sides) {
    const periods = Math.round(length / 22);
    const period = length / periods;
    const tile = Array.from({ length: 6 }, (_, strand) =>
      wave(period, amplitude, (strand * Math.PI) / 3),
    ).flat();
    put(
      sheet,
      pushGraphicsState(),
      stroke(colour),
      setLineWidth(0.3),
      concatTransformationMatrix(cosine, sine, -sine, cosine, round(x), round(y)),
      ...Array.from({ length: periods }, () => [
        ...tile,
        concatTransformationMatrix(1, 0, 0, 1, period, 0),
      ]).flat(),
      popGraphicsState(),
    );
  }
  const corners = [inset, right].flatMap((x) =>
    [inset, top].flatMap((y) => quatrefoil(x, y, amplitude * 1.35)),
  );
  put(sheet, fill(colour), ...corners, fillPath());
}
