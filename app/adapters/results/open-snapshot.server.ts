import { type CdbReader, openCdb } from './cdb-reader.server.ts';
import {
  CENTRE_LINES,
  centreKey,
  HEAD_KEY,
  NUMBERS_KEY,
  resultKey,
  unpackHead,
  unpackLines,
} from './layout.ts';
import { readNumberTable } from './number-table.ts';
import type { OpenSnapshot, ResultPointer } from './port.ts';
import { unpackResult } from './result-record.ts';

/** @throws when the file is not whole, or not of the publication that the pointer names. */
export function openSnapshotFile(
  path: string,
  pointer: ResultPointer,
): OpenSnapshot & { readonly close: () => void } {
  const cdb = openCdb(path);
  try {
    const record = cdb.get(HEAD_KEY);
    const head = record && unpackHead(record);
    if (head?.publicationId !== pointer.publicationId || head.sittingId !== pointer.sittingId)
      throw new Error(`${pointer.fileName} is not of publication ${pointer.publicationId}`);
    const numbers = cdb.get(NUMBERS_KEY);
    if (!numbers) throw new Error(`${pointer.fileName} has no table of numbers`);
    return snapshotOf(cdb, { head, pointer, findDecision: readNumberTable(Buffer.from(numbers)) });
  } catch (error) {
    cdb.close();
    throw error;
  }
}

type Opened = Pick<OpenSnapshot, 'head' | 'pointer' | 'findDecision'>;

function snapshotOf(cdb: CdbReader, { head, pointer, findDecision }: Opened) {
  const placeOf = new Map(head.centres.map(({ id }, place) => [id, place]));
  return {
    head,
    pointer,
    find(tableNumber: string) {
      const record = cdb.get(resultKey(tableNumber));
      return record && unpackResult(tableNumber, record);
    },
    findDecision,
    listCentre(centreId: string, { number, size }: { readonly number: number; readonly size: number }) {
      const centre = placeOf.get(centreId);
      if (centre === undefined) return undefined;
      const [from, to] = [(number - 1) * size, number * size];
      const first = Math.floor(from / CENTRE_LINES);
      const lines = [];
      for (let part = first; part * CENTRE_LINES < to; part += 1) {
        const record = cdb.get(centreKey(centre, part));
        if (!record) break;
        lines.push(...unpackLines(record));
      }
      return lines.slice(from - first * CENTRE_LINES, to - first * CENTRE_LINES);
    },
    close: cdb.close,
  };
}
