import type { publicationReasons as french } from '../fr/publication-reasons.ts';
import type { SameShape } from '../same-shape.ts';

export const publicationReasons: SameShape<typeof french> = {
  notFound: 'This publication is no longer to be confirmed. Reload the page.',
  samePerson: 'Somebody other than the person who prepared it must confirm.',
  waiting: 'A confirmed publication waits for its hour. Give it up first to prepare another.',
  hourPast: 'Give a date and an hour to come',
  schoolsAfter: 'Schools read before everyone: give an hour earlier than the publication',
  changedSince: 'Something has changed since it was prepared. Nothing is published: prepare again.',
  fileChanged: 'The file of results is no longer the one that was prepared. Nothing is published.',
  minutesUnsigned: 'The president of jury {{jury}} has not signed the minutes. Nothing is published before.',
  stopped: 'The preparation was stopped.',
  marksChanged: 'The marks are no longer those jury {{jury}} froze. Nothing is published.',
  regulationChanged: 'Jury {{jury}} deliberated with another regulation. Nothing is published.',
  differs:
    'Files whose result does not follow from the marks: {{dossiers}} ({{differences}} differences). Nothing is published.',
  omitted: 'Accepted candidates without a result: {{candidates}} ({{numbers}}). Nothing is published.',
  doesNotSum: 'Some totals do not add up ({{figures}}). Nothing is published.',
  empty: 'There is no result to publish.',
  numberTwice: 'Table number {{tableNumber}} is given twice.',
  reasonMissing: 'Give the reason of the correction',
  versionUnknown: 'Version {{version}} was never published.',
  versionRead: 'Version {{version}} is the one everyone reads already.',
};
