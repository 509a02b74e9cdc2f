import { DEFAULT_LOCALE } from '#app/i18n/locale.ts';

export const help = `
palmares evaluate --regulation FILE --marks FILE.csv [options]
palmares evaluate --regulation FILE --check

Applies a regulation to a file of marks. Needs no database.

  --regulation FILE  the regulation (JSON)
  --marks FILE.csv   a header id,series,<paper code>... then a line a candidate; commas or semicolons
  --out FILE.csv     where to write; by default the standard output
  --encoding NAME    how the marks are written: utf-8 (by default), windows-1256, windows-1252, utf-16le...
  --token absent=ABS what your lists write for a state; as often as needed
  --tokens FILE.json the same from a file: {"absent": "ABS", "dispense": "DISP"}
  --explain ID       tell how the result of one candidate was worked out, and write nothing else
  --lang fr|en       the language of --explain (${DEFAULT_LOCALE})
  --json             JSON instead of CSV (with --explain, the steps as data)
  --check            run the regulation's own cases first; one that fails is told, exit 1

Columns of the marks, in any order; all but id and series may be left out:
  id                 what the candidate is known by, once in the file
  series             a series of the regulation
  MAT                the mark of a paper, by its code: 13, 13.5 or 13,47
  MAT.W              the mark of one of its components, by its code; all of them or none
  MAT.appeal         its mark found on review        MAT.resit   its mark when it was sat again
  MAT.second         its mark of the second group    MAT.kept    its mark of an earlier sitting
  fit                yes/no, oui/non, apte/inapte, 1/0; empty is yes
  attempts           how many times the examination was sat, this time included
  category, region, choices   of a competition; the choices are codes of posts, best first
States: ABS absent, EXC excused, DISP exempt, FRAUD, ATT awaited, NON not due. An empty cell is a mark
awaited, or a paper not taken when it is optional, elective or of the second group.

Writes id,total,average,decision,honours,rank: the rank is by exact average, ties shared (1,2,2,4), or by
merit among those who passed in a competition.
Rows that can't be read are listed by line, and then nothing is written. More: docs/evaluate.md.
Exit code: 0 done; 1 the regulation or a row is refused; 2 usage.
`;
