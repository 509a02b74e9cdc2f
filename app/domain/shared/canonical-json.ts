/** What may be written canonically: no float, no bigint, no undefined, so that two machines always agree. */
export type Canonical =
  | null
  | boolean
  | number
  | string
  | readonly Canonical[]
  | { readonly [key: string]: Canonical | undefined };

/**
 * RFC 8785-like JSON: keys sorted by UTF-16 code unit, no spaces, strings and keys in Unicode NFC.
 * A key whose value is `undefined` is left out, as JSON does.
 * @throws TypeError naming the place for a number that is not a safe integer, a bigint, `undefined` in a list,
 * a lone surrogate, an object that is not plain, or two keys that are the same once in NFC.
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$');
}

function write(value: unknown, place: string): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'string') return writeString(value, place);
  if (typeof value === 'number') return writeInteger(value, place);
  if (Array.isArray(value)) return `[${value.map((item, i) => write(item, `${place}[${i}]`)).join(',')}]`;
  if (typeof value === 'object') return writeObject(value, place);
  throw new TypeError(`${place}: ${typeof value} has no canonical form`);
}

function writeInteger(value: number, place: string): string {
  if (!Number.isSafeInteger(value)) throw new TypeError(`${place}: ${value} is not a safe integer`);
  return String(value === 0 ? 0 : value);
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function writeString(value: string, place: string): string {
  if (LONE_SURROGATE.test(value)) throw new TypeError(`${place}: lone surrogate`);
  return JSON.stringify(value.normalize('NFC'));
}

function writeObject(value: object, place: string): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new TypeError(`${place}: not a plain object`);
  const fields: [string, unknown][] = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => [key.normalize('NFC'), item]);
  fields.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const written = fields.map(([key, item], i) => {
    if (i > 0 && fields[i - 1]?.[0] === key) throw new TypeError(`${place}: key ${key} twice`);
    return `${writeString(key, `${place}.${key}`)}:${write(item, `${place}.${key}`)}`;
  });
  return `{${written.join(',')}}`;
}
