import type { roundReasons as fr } from '../fr/round-reasons.ts';
import type { SameShape } from '../same-shape.ts';

export const roundReasons: SameShape<typeof fr> = {
  round: {
    notFound: 'This round does not exist.',
    notSealed: '{{juries}} jury(ies) have not sealed their deliberation of round {{round}} yet.',
    another: 'A round is already under way for this sitting. Finish it or cancel it first.',
    nobody: 'Nobody is concerned: there is no reason for this round.',
    reasonMissing: 'Write a reason of {{minimum}} to {{maximum}} characters. It is printed with the results.',
    noSecondGroup: 'The regulation of this sitting has no second group.',
    noReviewRule:
      'The regulation of this sitting does not say what becomes of a reviewed mark: no review is possible.',
    paperUnknown: 'Nobody sat paper {{paper}} in series {{series}}.',
    seriesUnknown: 'Series {{series}} is not in the regulation.',
    untilMissing: 'Say until when candidates choose.',
    untilPast: 'This date has already passed.',
    untilTooLate: 'The regulation gives {{hours}} hours to choose: say an hour no later than their end.',
    noPaper: 'Choose at least one paper.',
    tooManyPapers: 'Choose at most {{most}} paper(s).',
    paperNotOffered: 'This paper cannot be chosen.',
    closed: 'Marking has started: choices no longer change.',
    choicesOver: 'The time to choose has passed. Ask the office.',
    choicesOpen: 'Candidates may still choose. Wait until their time is over.',
    compulsory: 'This paper is compulsory for you.',
    alreadyReplaced: 'This paper is already being sat again.',
  },
  claim: {
    notFound: 'This claim does not exist.',
    notPublished: 'Results are not published.',
    already: 'You have already made a claim on this paper.',
    noReviewRule: 'The regulation of this examination has no review of scripts.',
    tooLate: 'The {{days}} days after publication have passed.',
    paperRefused: 'Choose one of your papers marked on a script.',
    reasonMissing: 'Write why, in {{minimum}} to {{maximum}} characters.',
    answerMissing: 'Write the answer the candidate will read, of {{minimum}} to {{maximum}} characters.',
  },
};
