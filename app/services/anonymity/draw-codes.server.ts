import { sql } from 'drizzle-orm';
import type { RandomPort } from '#app/adapters/random/port.ts';
import { CODE_COUNT, makeCode } from '#app/domain/anonymity/code.ts';
import { dossier, script } from '#db/schema/marking.ts';
import type { Tx } from '#db/tx.ts';

/** Codes that nothing has yet, neither a dossier nor a script of any sitting, in the order they were drawn. */
export async function drawCodes(random: RandomPort, tx: Tx, count: number): Promise<readonly string[]> {
  const codes = new Set<string>();
  while (codes.size < count) {
    const drawn = new Set(drawNumbers(random, count - codes.size).map(makeCode));
    for (const code of await takenAmong(tx, [...drawn])) drawn.delete(code);
    for (const code of drawn) codes.add(code);
  }
  return [...codes];
}

/** Uniform: four random bytes, drawn again when they are past the last code. */
function drawNumbers(random: RandomPort, count: number): readonly number[] {
  const bytes = Buffer.from(random.bytes(count * 4));
  return Array.from({ length: count }, (_, i) => bytes.readUInt32BE(i * 4)).filter((n) => n < CODE_COUNT);
}

async function takenAmong(tx: Tx, codes: readonly string[]): Promise<readonly string[]> {
  const list = sql`(select jsonb_array_elements_text(${JSON.stringify(codes)}::jsonb))`;
  const rows = await tx.db
    .select({ code: dossier.code })
    .from(dossier)
    .where(sql`${dossier.code} in ${list}`)
    .unionAll(tx.db.select({ code: script.code }).from(script).where(sql`${script.code} in ${list}`));
  return rows.map(({ code }) => code);
}
