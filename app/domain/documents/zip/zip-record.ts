/**
 * The parts of a ZIP file whose members are stored as they are, after PKWARE's APPNOTE 6.3.10. Members are smaller than
 * 4 GiB; an archive may be larger and hold more than 65,535 of them (ZIP64).
 */
export type ZipMember = {
  /** ASCII, with `/` between folders. */
  readonly name: string;
  readonly crc32: number;
  /** In bytes. */
  readonly size: number;
};

export type PlacedMember = ZipMember & {
  /** Where its header begins in the archive. */
  readonly at: number;
};

const MAX_32 = 0xffff_ffff;
const MAX_16 = 0xffff;
const STORED = 10;
const ZIP64 = 45;
/** 1 January 1980, the first day a ZIP knows: the same members give the same bytes on any day. */
const DAY = 0x0021;

type Field = readonly [bytes: 2 | 4 | 8, value: number];

function record(signature: number, fields: readonly Field[], tail: readonly Uint8Array[] = []): Uint8Array {
  const fixed = fields.reduce((sum, [size]) => sum + size, 4);
  const bytes = new Uint8Array(tail.reduce((sum, part) => sum + part.length, fixed));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, signature, true);
  let at = 4;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else if (size === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += size;
  }
  for (const part of tail) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const asciiBytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** What both headers of a member say alike. */
const described = ({ crc32, size, name }: ZipMember): Field[] => [
  [2, 0],
  [2, 0],
  [2, 0],
  [2, DAY],
  [4, crc32],
  [4, size],
  [4, size],
  [2, name.length],
];

/** Goes before a member's bytes. @throws RangeError for a member of 4 GiB or more, or a name that is not ASCII. */
export function memberHeader(member: ZipMember): Uint8Array {
  if (member.size >= MAX_32) throw new RangeError(`${member.name} is too large for a stored member`);
  if (!/^[\x20-\x7e]{1,200}$/.test(member.name)) throw new RangeError('a member has a plain name');
  return record(0x0403_4b50, [[2, STORED], ...described(member), [2, 0]], [asciiBytes(member.name)]);
}

/** One line of the directory at the archive's end. */
export function directoryEntry(member: PlacedMember): Uint8Array {
  const far = member.at >= MAX_32;
  const extra = far ? record(0x0008_0001, [[8, member.at]]) : new Uint8Array(0);
  return record(
    0x0201_4b50,
    [
      [2, far ? ZIP64 : STORED],
      [2, far ? ZIP64 : STORED],
      ...described(member),
      [2, extra.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, far ? MAX_32 : member.at],
    ],
    [asciiBytes(member.name), extra],
  );
}

export type Directory = {
  readonly members: number;
  /** Where the first line of the directory is, and how many bytes all lines take. */
  readonly at: number;
  readonly size: number;
};

/** What ends the archive, after the last line of its directory. */
export function directoryEnd({ members, at, size }: Directory): Uint8Array[] {
  const large = members >= MAX_16 || at >= MAX_32 || size >= MAX_32;
  const end = record(0x0605_4b50, [
    [2, 0],
    [2, 0],
    [2, large ? MAX_16 : members],
    [2, large ? MAX_16 : members],
    [4, large ? MAX_32 : size],
    [4, large ? MAX_32 : at],
    [2, 0],
  ]);
  if (!large) return [end];
  return [
    record(0x0606_4b50, [
      [8, 44],
      [2, ZIP64],
      [2, ZIP64],
      [4, 0],
      [4, 0],
      [8, members],
      [8, members],
      [8, size],
      [8, at],
    ]),
    record(0x0706_4b50, [
      [4, 0],
      [8, at + size],
      [4, 1],
    ]),
    end,
  ];
}
