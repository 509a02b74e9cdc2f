/** The parts of D. J. Bernstein's constant database format (cr.yp.to/cdb/cdb.txt) that writer and reader share. */
export const CDB_TABLES = 256;
export const CDB_HEADER_BYTES = CDB_TABLES * 8;
/** Positions are 32 bits without sign. */
export const CDB_MOST_BYTES = 0xffff_ffff;

/** The hash of a key: 32 bits without sign. */
export function cdbHash(key: Uint8Array): number {
  let hash = 5381;
  for (const byte of key) hash = ((hash << 5) + hash) ^ byte;
  return hash >>> 0;
}
