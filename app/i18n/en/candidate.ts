import type { candidate as fr } from '../fr/candidate.ts';
import type { SameShape } from '../same-shape.ts';

export const candidate: SameShape<typeof fr> = {
  errors: {
    hidden: 'Clear this field and type it again: it holds an invisible character',
    noLetter: 'Write at least one letter',
    unprintable:
      'We cannot print these characters on a diploma: {{characters}}. Write the name as on the birth certificate in Latin letters',
    country: 'Write a country, such as Niger or Benin',
    school: 'Choose a school from the list',
    region: 'Choose a region',
    accept: 'Tick the box to confirm',
  },
  nav: { home: 'My entry', profile: 'My account', help: 'Help' },
  steps: {
    registration: 'Registration',
    payment: 'Payment',
    validation: 'Validation',
    convocation: 'Convocation',
    papers: 'Papers',
    result: 'Result',
    transcript: 'Transcript',
    diploma: 'Diploma',
  },
};
