import type { SittingState } from '#app/domain/sitting/states.ts';
import type { EntryState } from './states.ts';

export const MILESTONES = [
  'registration',
  'payment',
  'validation',
  'convocation',
  'papers',
  'result',
  'transcript',
  'diploma',
] as const;
export type Milestone = (typeof MILESTONES)[number];

/** All that a candidate's way depends on. Documents and results are those they may open. */
export type JourneyFacts = {
  readonly state: EntryState;
  readonly sitting: SittingState;
  readonly takesEntries: boolean;
  readonly entriesCloseAt: Date;
  readonly examStartsOn: Date;
  readonly resultsExpectedOn: Date | null;
  /** Money is on its way: a payment has begun and is neither paid nor given up. */
  readonly paymentUnderWay: boolean;
  readonly convocation: boolean;
  readonly decision: string | null;
  readonly transcript: boolean;
  readonly diploma: boolean;
};

export type MilestoneState = 'done' | 'current' | 'waiting' | 'later' | 'failed';

/** What to say of a milestone: a key of `candidate:journey.<milestone>`. */
export type MilestoneNote =
  | 'draft'
  | 'missed'
  | 'done'
  | 'returned'
  | 'rejected'
  | 'due'
  | 'waiting'
  | 'later'
  | 'planned'
  | 'expected'
  | 'none';

export type MilestoneView = {
  readonly milestone: Milestone;
  readonly state: MilestoneState;
  readonly note: MilestoneNote;
  /** The day the note speaks of. */
  readonly date: Date | null;
};

type View = Omit<MilestoneView, 'milestone'>;
const view = (state: MilestoneState, note: MilestoneNote, date: Date | null = null): View => ({
  state,
  note,
  date,
});
const LATER = view('later', 'later');

/** A candidate's way at a moment: what is done, what is theirs to do, what they wait for, and until when. */
export function journeyOf(facts: JourneyFacts, now: Date): MilestoneView[] {
  return MILESTONES.map((milestone) => ({ milestone, ...VIEWS[milestone](facts, now) }));
}

const VIEWS: Readonly<Record<Milestone, (facts: JourneyFacts, now: Date) => View>> = {
  registration: ({ state, takesEntries, entriesCloseAt }) => {
    if (state === 'draft')
      return takesEntries
        ? view('current', 'draft', entriesCloseAt)
        : view('failed', 'missed', entriesCloseAt);
    return state === 'returned' ? view('current', 'returned') : view('done', 'done');
  },
  payment: ({ state, takesEntries, entriesCloseAt, paymentUnderWay }) => {
    if (state === 'draft' || state === 'withdrawn') return LATER;
    if (state !== 'submitted') return view('done', 'done');
    if (paymentUnderWay) return view('current', 'waiting', entriesCloseAt);
    return takesEntries ? view('current', 'due', entriesCloseAt) : view('failed', 'missed', entriesCloseAt);
  },
  validation: ({ state }) => {
    if (state === 'paid') return view('waiting', 'waiting');
    if (state === 'returned') return view('failed', 'returned');
    if (state === 'rejected') return view('failed', 'rejected');
    return state === 'validated' ? view('done', 'done') : LATER;
  },
  convocation: ({ state, convocation }) => {
    if (convocation) return view('done', 'done');
    return state === 'validated' ? view('waiting', 'waiting') : LATER;
  },
  papers: ({ state, sitting, examStartsOn }, now) => {
    if (state !== 'validated') return view('later', 'planned', examStartsOn);
    if (sitting === 'deliberating' || sitting === 'published' || sitting === 'marking')
      return view('done', 'done');
    return now < examStartsOn ? view('later', 'planned', examStartsOn) : view('waiting', 'waiting');
  },
  result: ({ state, sitting, decision, resultsExpectedOn }) => {
    if (decision !== null) return view('done', 'done');
    const marked = sitting === 'marking' || sitting === 'deliberating';
    if (state === 'validated' && marked)
      return view('waiting', resultsExpectedOn ? 'expected' : 'waiting', resultsExpectedOn);
    return LATER;
  },
  transcript: ({ decision, transcript }) => {
    if (transcript) return view('done', 'done');
    return decision === null ? LATER : view('waiting', 'waiting');
  },
  diploma: ({ decision, diploma }) => {
    if (diploma) return view('done', 'done');
    if (decision === 'passed') return view('waiting', 'waiting');
    return decision === null ? LATER : view('later', 'none');
  },
};
