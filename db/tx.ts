import { sql } from 'drizzle-orm';
import { type Actor, actorName } from '#app/domain/access/actor.ts';
import type { JobName, JobPayload } from '#app/domain/jobs/catalogue.ts';
import { type AuditEvent, appendAudit } from './audit-chain.ts';
import type { Db, TxDb } from './client.ts';

/** What `withTx` needs of a context. */
export type TxContext = {
  readonly db: Db;
  readonly actor: Actor;
  readonly clock: () => Date;
  readonly requestId: string;
};

export type EnqueueOptions = {
  readonly key?: string;
  readonly runAt?: Date;
  readonly maxAttempts?: number;
  /** Jobs with a lower number go first: 0 for what a person waits for, 10 for work in bulk. */
  readonly priority?: number;
  /** Jobs of one queue are done one after the other, so that long ones never take every place of a worker. */
  readonly queue?: string;
};

export type Tx = {
  readonly db: TxDb;
  /** One moment for the whole transaction. */
  readonly now: Date;
  /** Written with the change, just before commit; never written when the change is not. */
  audit(event: AuditEvent): void;
  /** Queued with the change. The same `key` twice is one job. */
  enqueue<Name extends JobName>(
    name: Name,
    payload: JobPayload<Name>,
    options?: EnqueueOptions,
  ): Promise<void>;
};

type Options = {
  /** Things to lock before anything is read, such as `entry:<id>`. Taken in sorted order, so that two can't deadlock. */
  readonly lock?: readonly string[];
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
};

const RETRIED = new Set(['40001', '40P01']);
const MAX_TRIES = 4;

class Rollback extends Error {
  constructor(readonly verdict: unknown) {
    super('refused');
  }
}

/**
 * Runs one use case's change: locks, then `fn`, then its audit lines, then commit. A refused Verdict returned by `fn`
 * rolls everything back. No network call may be made inside.
 * @throws what the database says, after 40001/40P01 were tried again; 55P03 when a lock wasn't free within 5 s.
 */
export async function withTx<T>(
  ctx: TxContext,
  name: string,
  options: Options,
  fn: (tx: Tx) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(ctx, name, options, fn);
    } catch (error) {
      if (error instanceof Rollback) return error.verdict as T;
      if (attempt >= MAX_TRIES || !RETRIED.has(sqlState(error) ?? '')) throw error;
    }
  }
}

async function runOnce<T>(
  ctx: TxContext,
  name: string,
  options: Options,
  fn: (tx: Tx) => Promise<T>,
): Promise<T> {
  return ctx.db.transaction(
    async (db) => {
      const keys = [...new Set(options.lock ?? [])].sort();
      const named = `palmares:${name}`.slice(0, 63);
      await db.execute(sql`select open_transaction(${named}, ${textArray(keys)})`);
      return work(ctx, db, fn);
    },
    // Read committed is what a transaction is: saying so would be one more trip to the server.
    options.isolation ? { isolationLevel: options.isolation } : undefined,
  );
}

async function work<T>(ctx: TxContext, db: TxDb, fn: (tx: Tx) => Promise<T>): Promise<T> {
  const events: AuditEvent[] = [];
  const now = ctx.clock();
  const result = await fn({
    db,
    now,
    audit: (event) => void events.push(event),
    enqueue: (job, payload, enqueueOptions) => addJob(db, job, payload, enqueueOptions),
  });
  if (isRefused(result)) throw new Rollback(result);
  if (events.length > 0)
    await appendAudit(db, { ...actorName(ctx.actor), at: now, requestId: ctx.requestId }, events);
  return result;
}

/** As one parameter, whatever their number: the statement's text stays the same. */
const textArray = (keys: readonly string[]) =>
  sql`(select coalesce(array_agg(key), '{}') from json_array_elements_text(${JSON.stringify(keys)}::json) key)`;

/** Advisory locks held until the transaction ends; equal keys wait for each other whatever the process. */
export async function lockKeys(db: TxDb, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const sorted = JSON.stringify([...new Set(keys)].sort());
  await db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(key, 0)) from json_array_elements_text(${sorted}::json) key`,
  );
}

async function addJob(db: TxDb, name: string, payload: unknown, options: EnqueueOptions = {}): Promise<void> {
  await db.execute(sql`
    select graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json,
      queue_name := ${options.queue ?? null}::text,
      run_at := ${options.runAt?.toISOString() ?? null}::timestamptz,
      max_attempts := ${options.maxAttempts ?? 25}::int,
      priority := ${options.priority ?? 0}::int,
      job_key := ${options.key ?? null}::text)`);
}

function isRefused(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false;
}

/** PostgreSQL's five-character code of an error, however deep the driver wrapped it. */
export function sqlState(error: unknown): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && /^[0-9A-Z]{5}$/.test(at.code)) return at.code;
  }
  return undefined;
}

/** The name of the constraint a write broke, such as "role_grant_once". */
export function violatedConstraint(error: unknown): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('constraint_name' in at && typeof at.constraint_name === 'string') return at.constraint_name;
  }
  return undefined;
}
