import { listNumbers, setNumbers } from '#app/domain/regulation/editable-numbers.ts';
import { parseRegulationText } from '#app/domain/regulation/parse-regulation-text.ts';
import { type FormProblem, formError, reasonMessage } from '#app/http/forms.ts';

/** A form field's name for a number's place: names of fields have no room for what a code may hold. */
export function numberField(index: number): string {
  return `n${index}`;
}

/** The file's text with the numbers of a form in it; each unreadable one has its sentence beside its field. */
export function readNumbers(
  text: string,
  formData: FormData,
): { readonly ok: true; readonly text: string } | FormProblem {
  const parsed = parseRegulationText(text);
  if (!parsed.ok) return formError(formData, { '': reasonMessage(parsed) });
  const places = listNumbers(parsed.value).map(({ place }) => place);
  const typed = new Map(
    places.flatMap((place, i) => {
      const value = formData.get(numberField(i));
      return typeof value === 'string' ? [[place, value] as const] : [];
    }),
  );
  const { value, problems } = setNumbers(parsed.value, typed);
  if (problems.length > 0)
    return formError(
      formData,
      Object.fromEntries(
        problems.map((problem) => [numberField(places.indexOf(problem.place)), reasonMessage(problem)]),
      ),
    );
  return { ok: true, text: `${JSON.stringify(value, null, 2)}\n` };
}
