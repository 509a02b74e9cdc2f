import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { preparing } from './prepare-statements.ts';

export type Db = PostgresJsDatabase;
/** What runs inside `withTx`. */
export type TxDb = Parameters<Parameters<Db['transaction']>[0]>[0];

export type Database = { readonly db: Db; readonly url: string; close(): Promise<void> };

export type DatabaseOptions = {
  readonly max?: number;
  /** Called before each statement is sent. */
  readonly onStatement?: () => void;
};

/** Opens a pool of at most `max` connections; none is made before the first query. */
export function createDatabase(url: string, { max = 10, onStatement }: DatabaseOptions = {}): Database {
  const sql = postgres(url, {
    max,
    onnotice: () => undefined,
    connection: { application_name: 'palmares' },
    ...(onStatement ? { debug: () => onStatement() } : {}),
  });
  return { db: drizzle(preparing(sql)), url, close: () => sql.end({ timeout: 5 }) };
}
