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

/** Far below PostgreSQL's limit of parameters in one statement. */
const AT_ONCE = 1000;

/** Writes a journal of the ledger with its postings. @throws what the database says of a reference used twice. */
export async function postJournal(tx: Tx, entry: PostJournal): Promise<void> {
  await postJournals(tx, [entry]);
}

/** The same for many of one event. */
export async function postJournals(tx: Tx, entries: readonly PostJournal[]): Promise<void> {
  for (let start = 0; start < entries.length; start += AT_ONCE)
    await postBatch(tx, entries.slice(start, start + AT_ONCE));
}

async function postBatch(tx: Tx, entries: readonly PostJournal[]): Promise<void> {
  const heads = await tx.db
    .insert(journal)
    .values(entries.map(({ postings: _, ...head }) => ({ ...head, at: tx.now })))
    .returning({ id: journal.id, reference: journal.reference });
  const idOf = new Map(heads.map(({ id, reference }) => [reference, id]));
  const lines = entries.flatMap(({ reference, postings }) => {
    const journalId = idOf.get(reference);
    if (journalId === undefined) throw new Error('the journal was not written');
    return postings.map((line) => ({ ...line, journalId }));
  });
  await tx.db.insert(posting).values(lines);
}
