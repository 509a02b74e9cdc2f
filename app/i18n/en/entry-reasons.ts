import type { entryReasons as fr } from '../fr/entry-reasons.ts';
import type { SameShape } from '../same-shape.ts';

/** Refusals of an entry by its sitting's rules, its papers, its places, its proof sheet. */
export const entryReasons: SameShape<typeof fr> = {
  rules: {
    tooYoung:
      'You must be {{minimum}} on {{day}}, the first day of the papers. The date of birth given is {{born}}.',
    tooOld:
      'You must not be older than {{maximum}} on {{day}}, the first day of the papers. The date of birth given is {{born}}.',
    seriesNotForKind: 'Series {{series}} is not open to this kind of entry. Series open: {{allowed}}.',
    diplomaUnknown: 'You must have this diploma to enter: {{label}}.',
    diplomaTooRecent: 'You must have had the diploma {{label}} by {{latest}}.',
    tooManyAttempts: 'This exam may be taken {{maximum}} times at most. This would be attempt {{attempt}}.',
    unreadable: 'Check the conditions: they contradict each other.',
    quotaBelowTaken: 'Places taken already: {{taken}} ({{series}}). The limit can’t be lower.',
    seriesUnknown: 'Series {{series}} is not in the regulation.',
  },
  quota: {
    full: 'All {{places}} places in series {{series}} are taken.',
    fullSitting: 'All {{places}} places in this sitting are taken.',
  },
  attachment: {
    empty: 'Choose a file',
    tooHeavy: 'This file is over {{megabytes}} MB. Choose a lighter one, or a photo of the paper',
    unsupportedType: 'This file is neither a PDF nor a JPEG or PNG image. Choose another',
    unreadable: 'This file is damaged or can’t be read. Choose another, or a photo of the paper',
    encrypted: 'This PDF is protected by a password. Save it without protection',
    tooManyPages: 'This PDF has {{pages}} pages; {{maximum}} at most are taken',
    active: 'This PDF contains a program or an attached file. Send a photo of the paper instead',
    tooManyPixels: 'This image is too large. Make it smaller or take another photo',
    tooSmall: 'This image is too small to be read. Take a sharper photo',
    notAsked: 'This paper is not asked for in this entry.',
    busy: 'Too many files are arriving at once. Try again in a minute',
    missing: 'A paper is missing from the file: {{label}}. Send the entry back so that it is added.',
  },
  scan: {
    infected: 'This file contains a virus. It was not kept. Send another',
    unavailable: 'Files can’t be checked at the moment. Try again later',
  },
  resume: {
    wrong: 'The reference or the code is not right. Check both',
    otherAccount: 'This entry belongs to another account. Sign out first.',
    otherCandidate: 'Your account already has an entry with this office: this one can’t be tied to it.',
    staffAccount: 'The account of this entry has other rights. Sign in with your password.',
  },
  proof: {
    notYet: 'The proof sheet is checked once the fees are paid.',
    textMissing: 'Say what is wrong, in {{minimum}} to {{maximum}} characters',
  },
  correction: {
    alreadyOpen: 'A request for a correction is already waiting for an answer.',
    notFound: 'This request does not exist, or has its answer already.',
    answerMissing: 'Write an answer of {{minimum}} to {{maximum}} characters',
  },
  task: {
    notFound: 'This work does not exist.',
    nothing: 'There is no entry to work on.',
    over: 'This work has changed meanwhile. See where it stands.',
  },
};
