import type { importing as french } from '../fr/import.ts';
import type { SameShape } from '../same-shape.ts';

/** Lists of pupils: what is wrong in a cell, what each column holds, why two persons may be one. */
export const importing: SameShape<typeof french> = {
  errors: {
    column: 'Errors',
    inColumn: '{{column}}: {{problem}}',
    dateOrder: 'Write the day before the month, such as 23/11/2008',
    sex: 'Write F or M',
    series: 'Write a series of this sitting: {{known}}',
    options: 'Write optional papers of this series: {{known}}. Not recognised: {{unknown}}',
    noOptions: 'This series has no optional paper: empty the cell',
    sport: 'Write fit or unfit',
    nationalId: 'Write the identity number with letters and digits only, 32 at most',
    diplomaYear: 'Write the year of the diploma with 4 digits, from {{minimum}} to {{maximum}}',
    attempts: 'Write how many times the pupil has sat the exam before, from 0 to {{maximum}}',
    beyondHeader: 'This cell has no column title: empty it, or check that the row is not shifted',
  },
  fields: {
    surname: 'Surname',
    givenNames: 'Given names',
    sex: 'Sex',
    birthDate: 'Date of birth',
    birthPlace: 'Place of birth',
    nationality: 'Nationality',
    series: 'Series',
    options: 'Optional papers',
    sport: 'Sport (fit or unfit)',
    nationalId: 'National identity number',
    diplomaExam: 'Diploma held: exam',
    diplomaYear: 'Diploma held: year',
    diplomaNumber: 'Diploma held: number',
    attempts: 'Times sat before',
    phone: 'Phone',
    email: 'Email',
    schoolNumber: 'Number at school',
  },
  samePerson: {
    nationalId: 'Same identity number',
    nameBirthPlace: 'Same names, date and place of birth',
    nameBirth: 'Same names and date of birth, place written differently',
    nameNearBirth: 'Same names and place of birth, dates almost alike',
  },
};
