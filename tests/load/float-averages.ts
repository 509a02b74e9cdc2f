import { readFileSync, writeFileSync } from 'node:fs';
import { kindOf, PAPERS, SERIES } from './generate-marks.ts';

/** What one would write instead, in an hour: averages in floats, sorted for ranks, nothing checked. */
const [, , marks = '', out = ''] = process.argv;
const written = PAPERS.filter((paper) => kindOf(paper) !== 'optional').length;
const rows = readFileSync(marks, 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [id = '', series = '', ...cells] = line.split(',');
    const coefficients = SERIES[series] ?? [];
    let [points, weights] = [0, 0];
    for (let i = 0; i < written; i += 1) {
      const cell = cells[i] ?? '';
      const mark = cell === 'ABS' ? 0 : Number.parseFloat(cell);
      if (Number.isNaN(mark)) continue;
      points += mark * (coefficients[i] ?? 0);
      weights += coefficients[i] ?? 0;
    }
    return { id, average: points / weights, rank: 0 };
  });
const order = [...rows].sort((a, b) => b.average - a.average);
order.forEach((row, i) => {
  const before = order[i - 1];
  row.rank = before && before.average === row.average ? before.rank : i + 1;
});
const lines = rows.map(
  ({ id, average, rank }) => `${id},${average.toFixed(2)},${average >= 10 ? 'passed' : 'failed'},${rank}`,
);
writeFileSync(out, ['id,average,decision,rank', ...lines, ''].join('\n'));
