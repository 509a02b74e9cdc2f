import { sql } from 'drizzle-orm';
import type { VerificationDoor } from '#app/domain/verification/doors.ts';
import type { DocumentCheck } from '#app/domain/verification/shown-document.ts';
import type { Ctx } from '#app/services/context.ts';

export type CountedCheck = {
  readonly door: VerificationDoor;
  readonly check: Pick<DocumentCheck, 'verdict' | 'issuer' | 'documentId'>;
  /** Of the document answered about; the check's own where nothing is said. */
  readonly documentId?: string | undefined;
};

type Batch = { readonly checks: Map<string, number>; readonly documents: Map<string, number> };
type Counter = { waiting: Batch; next: Promise<void> | undefined; writing: Promise<void> | undefined };
type CountingCtx = Pick<Ctx, 'db' | 'clock' | 'log'>;

/** Counts not written yet, by pool of connections. */
const counters = new WeakMap<Ctx['db'], Counter>();

/**
 * Counts an answer: the hour, the door, the verdict and the issuer, and the day of the document; never who asked. Not
 * to be awaited before answering. Whatever is counted while a statement is under way goes into the next one, so that a
 * busy hour's row is written as often as the database can and no more often: one statement at a time in a process.
 * @returns when it is written or given up; never rejects, a failure is logged
 */
export async function countCheck(ctx: CountingCtx, { door, check, documentId }: CountedCheck): Promise<void> {
  const counter = counterOf(ctx.db);
  const hour = ctx.clock().toISOString().slice(0, 13);
  add(counter.waiting.checks, [check.issuer?.id ?? '-', `${hour}:00:00Z`, door, check.verdict]);
  const about = documentId ?? check.documentId;
  if (about !== undefined) add(counter.waiting.documents, [about, hour.slice(0, 10)]);
  counter.next ??= writeNext(ctx, counter);
  await counter.next;
}

/** Takes what is waiting once the statement under way is through: it holds whatever was counted until then. */
async function writeNext(ctx: CountingCtx, counter: Counter): Promise<void> {
  await counter.writing;
  const batch = counter.waiting;
  counter.waiting = emptyBatch();
  counter.next = undefined;
  counter.writing = write(ctx, batch);
  await counter.writing;
}

function counterOf(db: Ctx['db']): Counter {
  const known = counters.get(db);
  if (known) return known;
  const fresh: Counter = { waiting: emptyBatch(), next: undefined, writing: undefined };
  counters.set(db, fresh);
  return fresh;
}

const emptyBatch = (): Batch => ({ checks: new Map(), documents: new Map() });

function add(counts: Map<string, number>, key: readonly string[]): void {
  const name = JSON.stringify(key);
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** Rows in one order everywhere, so that two processes wait for each other and never in a circle. */
const rowsOf = (counts: Map<string, number>) =>
  JSON.stringify(
    [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, count]) => [...JSON.parse(key), count]),
  );

async function write(ctx: CountingCtx, { checks, documents }: Batch): Promise<void> {
  try {
    await ctx.db.execute(sql`with counted as (
        insert into verification_count as kept (issuer, hour, door, verdict, count)
        select row ->> 0, (row ->> 1)::timestamptz, row ->> 2, row ->> 3, (row ->> 4)::integer
        from jsonb_array_elements(${rowsOf(checks)}::text::jsonb) as given(row)
        on conflict (issuer, hour, door, verdict) do update set count = kept.count + excluded.count
      )
      insert into document_check_count as kept (document_id, day, count)
      select (row ->> 0)::uuid, (row ->> 1)::date, (row ->> 2)::integer
      from jsonb_array_elements(${rowsOf(documents)}::text::jsonb) as given(row)
      on conflict (document_id, day) do update set count = kept.count + excluded.count`);
  } catch (error) {
    ctx.log.error({ err: error }, 'verifications could not be counted');
  }
}
