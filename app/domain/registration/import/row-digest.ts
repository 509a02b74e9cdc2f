import { digestOf } from '#app/domain/shared/digest.ts';
import { birthPlaceKey } from './birth-place-key.ts';
import { nameKey } from './name-key.ts';
import type { ImportDraft } from './read-row.ts';

/**
 * Who a row is about, as 64 hexadecimal characters: the same for the same person however the names are written, whatever
 * else the row says, from a CSV or a workbook. A row whose digest is known was imported already. Two rows that differ in
 * the identity number have two digests, and may still be one person: that is for `samePerson`.
 */
export function personDigest(
  draft: Pick<ImportDraft, 'surname' | 'givenNames' | 'sex' | 'birthDate' | 'birthPlace' | 'nationalId'>,
): string {
  return digestOf({
    v: 1,
    name: nameKey(draft.surname, draft.givenNames),
    sex: draft.sex,
    birthDate: draft.birthDate,
    place: birthPlaceKey(draft.birthPlace),
    nationalId: draft.nationalId,
  });
}

/**
 * All that a row says, as 64 hexadecimal characters: a changed answer changes it, the order of the columns, the encoding
 * and the way a date or a phone is written do not. A known person with another row digest is a correction.
 */
export function rowDigest(draft: ImportDraft): string {
  return digestOf({ v: 1, ...draft });
}
