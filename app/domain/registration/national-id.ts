/**
 * An identity number as two of them are compared: capitals and figures, without what separates them; null for none.
 * The database compares stored numbers by the same rule (`db/national-id-key.ts`).
 */
export function nationalIdKey(number: string | null): string | null {
  const key = (number ?? '')
    .normalize('NFKC')
    .replace(/[^A-Za-z0-9]/g, '')
    .toUpperCase();
  return key === '' ? null : key;
}
