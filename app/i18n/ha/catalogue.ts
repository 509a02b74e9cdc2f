import type { catalogue as fr } from '../fr/catalogue.ts';
import type { SomeShape } from '../same-shape.ts';
import { verify } from './verify.ts';

/** What the verification pages say, and no more: every other page is in French or English. */
export const catalogue = {
  verify,
  common: {
    office: 'Ofishin jarrabawa',
    skip: 'Je zuwa abin da ke ciki',
    demo: {
      banner: 'Gwaji',
      text: 'Ƙasa, mutane da kuɗi duk ƙirƙira ne. Abin da kake karantawa a nan ba shi da ƙima.',
      link: 'Asusu da yadda ake amfani',
    },
    footer: {
      about: 'Aikin hukuma na jarrabawar ƙasa: rajista, sakamako, takardu.',
      noTracking: 'Babu bin sawu, babu talla.',
    },
    action: { back: 'Koma' },
    form: {
      errorPrefix: 'Kuskure: {{title}}',
      problem_one: 'Akwai abu ɗaya da za a gyara',
      problem_other: 'Akwai abubuwa {{count}} da za a gyara',
      kept: 'An adana abin da ka rubuta.',
      fileHint: '{{kinds}}, {{size}} a mafi yawa',
      error: 'Kuskure:',
      labelled: '{{label}}: {{text}}',
    },
    errors: {
      required: 'Ka cika wannan wuri',
      tooLong: 'Ka rubuta haruffa {{maximum}} a mafi yawa',
      format: 'Ka duba abin da ka rubuta',
      file: 'Ka zaɓi fayil',
      fileTooBig: 'Ka zaɓi ƙaramin fayil',
    },
    mark: {
      outOf: '{{mark}} / {{maximum}}',
      absent: 'Bai zo ba',
      excused: 'Bai zo ba da dalili',
      exempt: 'An ɗauke masa',
      notDue: 'Ba a yi ba',
      fraud: 'Maguɗi',
      awaited: 'Ana jira',
    },
  },
  documents: {
    kind: {
      convocation: 'Takardar gayyata',
      receipt: 'Rasiti',
      transcript: 'Takardar maki',
      passCertificate: 'Takardar cin jarrabawa',
      diploma: 'Difloma',
    },
    honours: {
      none: 'Babu daraja',
      passable: 'Ya isa',
      assezBien: 'Da kyau kaɗan',
      bien: 'Da kyau',
      tresBien: 'Da kyau ƙwarai',
      excellent: 'Mafi kyau',
    },
  },
  reasons: { rate: { limited: 'An yi ƙoƙari da yawa. Ka sake gwadawa bayan minti {{minutes}}.' } },
} satisfies SomeShape<typeof fr>;
