import { fileSpreadsheets } from '#app/adapters/spreadsheet/file-spreadsheets.server.ts';

/**
 * A process of its own, started with `--expose-gc`: reads a CSV of as many generated rows as its argument says, and
 * prints how many came out and by how much the live heap grew from the first tenth to the last, in bytes.
 */
const wanted = Number(process.argv[2]);

function generate(rows: number): Uint8Array {
  const lines = [
    'Nom;Prénom;Sexe;Date de naissance;Lieu de naissance;Nationalité;Série;Options;EPS;Téléphone',
  ];
  for (let i = 0; i < rows; i += 1) {
    const day = String((i % 28) + 1).padStart(2, '0');
    lines.push(
      `Maïga ${i};Aïssatou;F;${day}/11/2008;"Tillabéri; ${i}";Niger;C;DES;apte;+227 90${100000 + i}`,
    );
  }
  return new TextEncoder().encode(lines.join('\n'));
}

function liveHeap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

const opened = await fileSpreadsheets.open(generate(wanted), 'liste.csv');
if (!opened.ok) throw new Error(opened.reason);
let rows = 0;
let early = 0;
let late = 0;
for await (const { cells } of opened.value.rows) {
  if (cells.length !== 10) throw new Error(`row ${rows} has ${cells.length} cells`);
  rows += 1;
  if (rows === Math.floor(wanted / 10)) early = liveHeap();
  if (rows === Math.floor(wanted * 0.9)) late = liveHeap();
}
process.stdout.write(JSON.stringify({ rows, growth: late - early }));
