import { STATEMENT_FIELDS, type StatementMapping } from '#app/domain/counter/statement-columns.ts';

/** The columns somebody chose, in an address or a form: "c-date=0". Absent when none was. */
export function mappingOf(fields: URLSearchParams | FormData): StatementMapping | undefined {
  const chosen = STATEMENT_FIELDS.flatMap((field) => {
    const text = fields.get(`c-${field}`);
    return typeof text === 'string' && /^\d{1,3}$/.test(text) ? [[field, Number(text)] as const] : [];
  });
  return chosen.length === 0 ? undefined : Object.fromEntries(chosen);
}

/** The same as fields of a form or an address. */
export function mappingFields(mapping: StatementMapping | undefined): Record<string, string> {
  return Object.fromEntries(
    STATEMENT_FIELDS.flatMap((field) => {
      const column = mapping?.[field];
      return column === undefined ? [] : [[`c-${field}`, String(column)]];
    }),
  );
}
