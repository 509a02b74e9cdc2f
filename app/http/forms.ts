import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/server-runtime';
import type { $ZodErrorMap, $ZodType, output } from 'zod/v4/core';
import { message } from '#app/i18n/translate.ts';

/** Messages of each field, ready for `messageText`; the key '' is about the whole form. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/** What the page needs to show a refused form again with nothing lost. */
export type FormProblem = {
  readonly ok: false;
  readonly errors: FieldErrors;
  /** What was typed, by field name (the first value where there are several). */
  readonly values: Readonly<Record<string, string>>;
  /** Every value of each field: for check boxes. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
};

export type ParsedForm<T> = { readonly ok: true; readonly value: T } | FormProblem;

/** Fields that are never sent back to the page. */
const SECRET = /password|passphrase/i;

/** The sentence for each kind of zod issue that the schema gives no message of its own. */
const sayWhatToDo: $ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null) return message('common:errors.required');
      return message(
        issue.expected === 'number' || issue.expected === 'bigint'
          ? 'common:errors.number'
          : 'common:errors.format',
      );
    case 'too_small':
      if (issue.origin === 'string')
        return Number(issue.minimum) <= 1
          ? message('common:errors.required')
          : message('common:errors.tooShort', { minimum: String(issue.minimum) });
      if (issue.origin === 'array' || issue.origin === 'set')
        return Number(issue.minimum) <= 1
          ? message('common:errors.choose')
          : message('common:errors.tooFew', { minimum: String(issue.minimum) });
      return message('common:errors.tooSmall', { minimum: String(issue.minimum) });
    case 'too_big':
      if (issue.origin === 'string')
        return message('common:errors.tooLong', { maximum: String(issue.maximum) });
      if (issue.origin === 'array' || issue.origin === 'set')
        return message('common:errors.tooMany', { maximum: String(issue.maximum) });
      if (issue.origin === 'file') return message('common:errors.fileTooBig');
      return message('common:errors.tooBig', { maximum: String(issue.maximum) });
    case 'invalid_value':
      return message(issue.input === undefined ? 'common:errors.choose' : 'common:errors.notInList');
    case 'invalid_format':
      return message(issue.format === 'email' ? 'common:errors.email' : 'common:errors.format');
    default:
      return message('common:errors.format');
  }
};

/** No form of ours has as many fields, nor one with such a name: a longer list or a hole in it fills the memory. */
const MOST_FIELDS = 2000;
const FIELD_NAME = /^[A-Za-z][\w-]*(?:\.[\w-]+|\[\d{0,3}\])*$/;
const LONGEST_NAME = 100;

function isFieldName(name: string): boolean {
  if (name.length > LONGEST_NAME || !FIELD_NAME.test(name)) return false;
  return name.split(/[.[\]]/).every((part) => !(part in Object.prototype));
}

/**
 * What a form of ours can hold of what was sent; `undefined` for more fields than any has. Other names are left out, and
 * so is the NUL character, which nobody types and PostgreSQL can't store.
 */
function ownFields(formData: FormData): FormData | undefined {
  const own = new FormData();
  let fields = 0;
  for (const [name, value] of formData) {
    if (++fields > MOST_FIELDS) return undefined;
    if (!isFieldName(name)) continue;
    own.append(name, typeof value === 'string' ? value.replaceAll('\0', '') : value);
  }
  return own;
}

function typed(formData: FormData): Pick<FormProblem, 'values' | 'lists'> {
  const lists = new Map<string, string[]>();
  for (const [name, value] of ownFields(formData) ?? []) {
    if (typeof value !== 'string' || SECRET.test(name)) continue;
    const list = lists.get(name);
    if (list) list.push(value);
    else lists.set(name, [value]);
  }
  const firsts = [...lists].map(([name, [first = '']]) => [name, first] as const);
  return { values: Object.fromEntries(firsts), lists: Object.fromEntries(lists) };
}

/**
 * Reads a form with a schema: empty fields are absent, numbers, booleans ("on"), dates and files are coerced, names
 * with dots and brackets are nested. A refused form comes back with a message per field and what was typed.
 */
export function parseForm<S extends $ZodType>(schema: S, formData: FormData): ParsedForm<output<S>> {
  const own = ownFields(formData);
  if (!own) return formError(formData, { '': message('common:errors.format') });
  const submission = parseWithZod(own, { schema, error: sayWhatToDo });
  if (submission.status === 'success') return { ok: true, value: submission.value };
  const errors: Record<string, readonly string[]> = {};
  for (const [name, messages] of Object.entries(submission.error ?? {}))
    if (messages && messages.length > 0) errors[name] = messages;
  if (Object.keys(errors).length === 0) errors[''] = [message('common:errors.format')];
  return { ok: false, errors, ...typed(formData) };
}

/** A problem found after parsing (a refusal of a service): `formError(formData, { phone: message('…') })`. */
export function formError(formData: FormData, errors: Readonly<Record<string, string>>): FormProblem {
  const lists = Object.entries(errors).map(([name, text]) => [name, [text]] as const);
  return { ok: false, errors: Object.fromEntries(lists), ...typed(formData) };
}

/** The 422 answer of an action: the page is shown again with `actionData`. */
export function formProblem(problem: FormProblem, status = 422) {
  return data(problem, { status });
}

/** The key of a refusal's sentence as a form message. */
export function reasonMessage(refused: {
  reason: string;
  detail?: Readonly<Record<string, string | number>>;
}): string {
  const detail = Object.entries(refused.detail ?? {}).map(([name, value]) => [name, String(value)]);
  return detail.length === 0
    ? `reasons:${refused.reason}`
    : `reasons:${refused.reason}?${new URLSearchParams(detail)}`;
}
