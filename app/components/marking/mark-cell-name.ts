import type { PaperMarking } from '#app/domain/marking/paper-marking.ts';

/** The form fields of a script's marks, in the order of its columns: `mark.<code>`, or one a component. */
export function cellNames(code: string, { components }: Pick<PaperMarking, 'components'>): readonly string[] {
  return components ? components.map((part) => `mark.${code}.${part.code}`) : [`mark.${code}`];
}
