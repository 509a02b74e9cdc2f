import type { DocumentDraft, Wording } from '#app/domain/documents/model.ts';

/** A paper's name, and the word printed where it has no mark. */
export type PrintedPaper = {
  readonly code: string;
  readonly name: Wording;
  /** Hundredths: 2000 for a mark out of 20. */
  readonly maximum: number;
  readonly state: 'mark' | 'absent' | 'excused' | 'exempt' | 'notDue' | 'fraud' | 'awaited';
};

/** The words a document prints for the codes it signs: an employer compares words. */
export type PrintedNames = {
  readonly exam?: Wording;
  readonly series?: Wording;
  readonly papers: readonly PrintedPaper[];
  readonly averageMaximum?: number;
};

export function printedNames(draft: DocumentDraft): PrintedNames {
  if (draft.kind === 'receipt') return { papers: [] };
  const names = { exam: draft.exam, series: draft.series.name, papers: [] };
  if (draft.kind !== 'transcript') return names;
  const papers = draft.groups.flatMap(({ rows }) =>
    rows.map(({ code, name, maximum, result }) => ({ code, name, maximum, state: result.state })),
  );
  return { ...names, papers, averageMaximum: draft.averageMaximum };
}
