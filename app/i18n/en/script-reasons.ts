import type { scriptReasons as fr } from '../fr/script-reasons.ts';
import type { SameShape } from '../same-shape.ts';

/** Why something about packets, reopened bundles, moderations or labels is refused. */
export const scriptReasons: SameShape<typeof fr> = {
  movement: {
    stillOut: 'Somebody already has this packet. Record its return first.',
    notOut: 'The office has this packet: there is nothing to give back.',
    notTheirs: 'This packet is not this person’s. Choose one of its markers.',
    signatureMissing: 'Enter the name of the person who signs',
    countDiffers:
      'The bundle has {{expected}} scripts and you count {{counted}}. Count again, or say in the note what is missing.',
    notReturned: 'The packet is not back: {{name}} signed for it. Record its return, then close the bundle.',
  },
  reopening: {
    notFound: 'This request does not exist.',
    reasonMissing: 'Say why this bundle must be reopened',
    alreadyAsked: 'Reopening this bundle has already been asked for.',
    samePerson: 'Somebody other than the person who asked must decide.',
    decided: 'This request is already decided. Reload the page.',
    deliberated: 'A jury is deliberating on these marks: they are frozen and the bundle stays closed.',
  },
  moderation: {
    notFound: 'This moderation does not exist.',
    noBundle: 'Choose a paper, and bundles of that paper.',
    bundlesOpen: 'Bundles to close first: {{bundles}}. Only settled marks are moderated.',
    deliberated: 'A jury is deliberating on these marks: they are frozen and can no longer be moderated.',
    noShift: 'Enter a number of points such as 0.5 or -0.5, other than 0 and at most {{maximum}}',
    reasonMissing: 'Give the reason: the markers will read it',
    changesNothing: 'No mark would change.',
    samePerson: 'Somebody other than the person who proposed must decide.',
    decided: 'This moderation is already decided. Reload the page.',
  },
  labels: {
    alsoMarks: 'You mark, or sit in a jury of, this sitting: you may not see which code goes on which table.',
    sawCodes: 'This person has printed labels of the sitting: they may not mark its scripts.',
    none: 'There is no script of this paper here.',
    chooseCentre: 'That makes {{labels}} labels. Choose one centre at a time.',
    notFound: 'These labels do not exist.',
    taken: 'These labels have been taken already, or erased after a day. Print them again.',
  },
};
