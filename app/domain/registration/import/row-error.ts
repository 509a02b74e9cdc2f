import type { ImportField } from './columns.ts';

/** What is wrong in one cell of a row. */
export type RowError = {
  /** The column, from 0; null for an answer that no column gives. */
  readonly column: number | null;
  /** Null for a cell that belongs to no column. */
  readonly field: ImportField | null;
  /** A message as forms carry it, a key with its values as a query: `messageText` makes the sentence of it. */
  readonly message: string;
};

/** What a cell says, or the message of what is wrong with it. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

export function read<T>(value: T): Reading<T> {
  return { ok: true, value };
}

export function unread(message: string, values?: Readonly<Record<string, string>>): Reading<never> {
  return { ok: false, message: values ? `${message}?${new URLSearchParams(values)}` : message };
}
