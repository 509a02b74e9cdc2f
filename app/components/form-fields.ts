import type { FormProblem } from '#app/http/forms.ts';

type Stored = Readonly<Record<string, string | null | undefined>>;
type Problem = Pick<FormProblem, 'errors' | 'values' | 'lists'> | null | undefined;

export type FieldOf = {
  (name: string): { name: string; defaultValue: string; error: readonly string[] | undefined };
  /** For CheckboxGroup. */
  list(
    name: string,
    stored?: readonly string[],
  ): { name: string; defaultValues: readonly string[]; error: readonly string[] | undefined };
  /** For DateField; the stored value is "YYYY-MM-DD". */
  date(name: string): {
    name: string;
    defaultDay: string;
    defaultMonth: string;
    defaultYear: string;
    error: readonly string[] | undefined;
  };
};

/**
 * The name, value and error of each field of a form: what was typed if the form was refused, else what is stored.
 * `<TextField {...field('surname')} label={…} />`.
 */
export function fieldsOf(problem: Problem, stored: Stored = {}): FieldOf {
  const shown = (name: string) => problem?.values[name] ?? (problem ? '' : (stored[name] ?? ''));
  const errorOf = (name: string) => problem?.errors[name];
  const field = (name: string) => ({ name, defaultValue: shown(name), error: errorOf(name) });
  const list = (name: string, kept: readonly string[] = []) => ({
    name,
    defaultValues: problem ? (problem.lists[name] ?? []) : kept,
    error: errorOf(name),
  });
  const date = (name: string) => {
    const [year = '', month = '', day = ''] = problem ? [] : (stored[name] ?? '').split('-');
    return {
      name,
      defaultDay: problem?.values[`${name}.day`] ?? day,
      defaultMonth: problem?.values[`${name}.month`] ?? month,
      defaultYear: problem?.values[`${name}.year`] ?? year,
      error: errorOf(name),
    };
  };
  return Object.assign(field, { list, date });
}
