import {
  directoryEnd,
  directoryEntry,
  memberHeader,
  type PlacedMember,
  type ZipMember,
} from './zip-record.ts';

/** A stored member with its bytes. */
export type ZipInput = ZipMember & { readonly bytes: Uint8Array };

/**
 * The pieces of a ZIP of stored members, as they come; `placed` is told where each member's own bytes begin. Nothing but
 * the members' names and places stays in memory.
 */
export async function* writeZip<Member extends ZipInput>(
  members: AsyncIterable<Member>,
  placed: (member: Member, offset: number) => void,
): AsyncGenerator<Uint8Array> {
  const directory: PlacedMember[] = [];
  let at = 0;
  for await (const member of members) {
    const { name, crc32, size, bytes } = member;
    if (size !== bytes.length) throw new RangeError(`${name} has ${bytes.length} bytes, not ${size}`);
    const header = memberHeader(member);
    yield header;
    placed(member, at + header.length);
    yield bytes;
    directory.push({ name, crc32, size, at });
    at += header.length + size;
  }
  let size = 0;
  for (const one of directory) {
    const entry = directoryEntry(one);
    size += entry.length;
    yield entry;
  }
  yield* directoryEnd({ members: directory.length, at, size });
}
