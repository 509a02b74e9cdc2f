/** A key's extension says its type, so that every implementation answers `head` alike. */
const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  jpg: 'image/jpeg',
  json: 'application/json',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
};

const SEGMENT = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;

/**
 * The content type of a safe key: segments of letters, digits, `_`, `-` and `.`, none starting with a dot, a known
 * extension.
 * @throws TypeError for any other key, so that a key can never leave its store.
 */
export function contentTypeOfKey(key: string): string {
  const segments = key.split('/');
  const safe = key.length <= 400 && segments.every((segment) => SEGMENT.test(segment));
  const type = TYPES[/\.([a-z]+)$/.exec(key)?.[1] ?? ''];
  if (!safe || type === undefined)
    throw new TypeError(`not a storage key: ${JSON.stringify(key.slice(0, 80))}`);
  return type;
}

export class ObjectConflictError extends Error {
  constructor(key: string) {
    super(`${key} is already stored with other bytes`);
    this.name = 'ObjectConflictError';
  }
}
