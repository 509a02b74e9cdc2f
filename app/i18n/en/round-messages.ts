import type { roundMessages as fr } from '../fr/round-messages.ts';
import type { SameShape } from '../same-shape.ts';

export const roundMessages: SameShape<typeof fr> = {
  secondGroupChoice: {
    subject: 'Second group: choose your papers',
    text: '{{candidate}} is called to the second group: {{exam}}.\n\nPapers are chosen until {{until}}, {{untilTime}}. Choose them here, and see where and when they are sat: {{link}}\n\nWithout a choice the office takes the papers that may bring the most points.',
    sms: 'Palmarès: second group. Choose your papers until {{untilShort}} {{untilTime}}: {{link}}',
  },
  secondGroupCalled: {
    subject: 'Second group: your papers',
    text: '{{candidate}} is called to the second group: {{exam}}.\n\nWhich papers, where and when: {{link}}',
    sms: 'Palmarès: second group. Your papers: {{link}}',
  },
  resitOffered: {
    subject: 'A paper is sat again: {{paper}}',
    text: 'The paper {{paper}} is sat again ({{exam}}). {{candidate}} may sit it again: the better of the two marks counts and the decision cannot be lowered.\n\nSay so until {{until}}, {{untilTime}}, and see where and when it is sat: {{link}}',
    sms: 'Palmarès: a paper is sat again. Say until {{untilShort}} {{untilTime}} whether you sit it: {{link}}',
  },
  resitCalled: {
    subject: 'A paper to sit again: {{paper}}',
    text: 'The paper {{paper}} is sat again ({{exam}}). {{candidate}} must sit it again; the better of the two marks counts.\n\nWhere and when: {{link}}',
    sms: 'Palmarès: a paper is to be sat again. Where and when: {{link}}',
  },
  roundCancelled: {
    subject: 'The papers announced will not take place',
    text: 'The office has cancelled the round in which {{candidate}} was to take part: {{exam}}. There is nothing to sit or to choose.\n\nYour space: {{link}}',
    sms: 'Palmarès: the papers announced are cancelled. {{link}}',
  },
  claimAccepted: {
    subject: 'Your claim is accepted: {{paper}}',
    text: 'The script of {{paper}} of {{candidate}} ({{exam}}) will be marked again. The office writes:\n\n{{reason}}\n\nYou will be told when the mark found is published. The claim: {{link}}',
    sms: 'Palmarès: claim accepted, the script will be marked again. {{link}}',
  },
  claimRejected: {
    subject: 'The answer to your claim: {{paper}}',
    text: 'The claim of {{candidate}} on {{paper}} ({{exam}}) is not accepted. The office writes:\n\n{{reason}}\n\nThe claim: {{link}}',
    sms: 'Palmarès: your claim is not accepted. The answer: {{link}}',
  },
  claimDecided: {
    subject: 'Your script was marked again: {{paper}}',
    text: 'The script of {{paper}} of {{candidate}} ({{exam}}) was marked again, and the results are published anew.\n\nThe mark found, the one that counts and why: {{link}}',
    sms: 'Palmarès: your script was marked again. The mark that counts, and why: {{link}}',
  },
} as const;
