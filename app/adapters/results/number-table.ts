import type { Decision } from '#app/domain/regulation/schema.ts';
import { decisionOf, letterOf } from './result-record.ts';

/**
 * Every table number with its decision's letter, in one record, in order and of one width: read whole into memory (9 MB for
 * a million), so that results day's most frequent question asks the disk nothing.
 * Bytes: the width in one, then for each number its UTF-8 bytes, zeros to the width, and the letter.
 */
export function createNumberTable() {
  let bytes = Buffer.allocUnsafe(1024);
  let [used, widest] = [0, 0];
  return {
    /** Kept as length, number, letter until the widest is known. */
    add(tableNumber: string, decision: Decision) {
      const number = Buffer.from(tableNumber);
      // Letters outside ASCII would be in another order as bytes than as text.
      if (number.length > 255 || number.length !== tableNumber.length)
        throw new Error(`${tableNumber} is no table number`);
      if (used + number.length + 2 > bytes.length) bytes = Buffer.concat([bytes], 2 * bytes.length);
      bytes[used] = number.length;
      bytes.set(number, used + 1);
      bytes[used + 1 + number.length] = letterOf(decision).charCodeAt(0);
      used += number.length + 2;
      widest = Math.max(widest, number.length);
    },
    pack(count: number): Buffer {
      const table = Buffer.alloc(1 + count * (widest + 1));
      table[0] = widest;
      for (let from = 0, to = 1; from < used; to += widest + 1) {
        const length = bytes[from] ?? 0;
        bytes.copy(table, to, from + 1, from + 1 + length);
        table[to + widest] = bytes[from + 1 + length] ?? 0;
        from += length + 2;
      }
      return table;
    },
  };
}

/** Looks a number up among the others by halves. */
export function readNumberTable(table: Buffer): (tableNumber: string) => Decision | undefined {
  const width = table[0] ?? 0;
  const count = (table.length - 1) / (width + 1);
  if (!Number.isInteger(count)) throw new Error('Not a whole table of numbers');
  return (tableNumber) => {
    const number = Buffer.from(tableNumber);
    if (number.length > width || number.includes(0)) return undefined;
    let [low, high] = [0, count - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const at = 1 + middle * (width + 1);
      const order = compareAt(table, at, width, number);
      if (order === 0) return decisionOf(String.fromCharCode(table[at + width] ?? 0));
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  };
}

function compareAt(table: Buffer, at: number, width: number, number: Buffer): number {
  for (let i = 0; i < width; i += 1) {
    const difference = (table[at + i] ?? 0) - (number[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
