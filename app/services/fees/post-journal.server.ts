import type { Posting } from '#app/domain/fees/postings.ts';
import { journal, posting } from '#db/schema/fees.ts';
import type { Tx } from '#db/tx.ts';

export type PostJournal = {
  readonly organisationId: string;
  /** One journal per event of a thing, such as "payment:<id>:settled": the database refuses it a second time. */
  readonly reference: string;
  readonly memo: string;
  readonly postings: readonly Posting[];
};

/** Writes a journal of the ledger with its postings. @throws what the database says of a reference used twice. */
export async function postJournal(tx: Tx, { postings, ...head }: PostJournal): Promise<void> {
  const [row] = await tx.db
    .insert(journal)
    .values({ ...head, at: tx.now })
    .returning({ id: journal.id });
  if (!row) throw new Error('the journal was not written');
  await tx.db.insert(posting).values(postings.map((line) => ({ ...line, journalId: row.id })));
}
