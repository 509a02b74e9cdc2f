import type { PaperMarking } from '#app/domain/marking/paper-marking.ts';

/** What the page tells its script, in an attribute of the form. */
export type SheetFacts = {
  /** Under which what is not saved yet is kept on the device: the bundle and the person. */
  readonly key: string;
  /** Where rows are sent. */
  readonly save: string;
  readonly marking: PaperMarking;
  readonly sign: ',' | '.';
  readonly words: SheetWords;
};

/** Sentences of the script; `{n}`, `{maximum}` and `{mark}` stand for what it fills in. */
export type SheetWords = Readonly<
  Record<
    | 'saved'
    | 'waiting'
    | 'saving'
    | 'reason'
    | 'stale'
    | 'staleEmpty'
    | 'keepMine'
    | 'takeTheirs'
    | 'unreadable'
    | 'withWord'
    | 'aboveTotal'
    | 'emptied'
    | 'refused'
    | 'allSaved'
    | 'nothingYet'
    | 'someWaiting'
    | 'someProblems'
    | 'askReason'
    | 'offline'
    | 'signedOut'
    | 'closed'
    | 'pasted'
    | 'tooMuch'
    | 'restored'
    | 'incomplete',
    string
  >
>;
