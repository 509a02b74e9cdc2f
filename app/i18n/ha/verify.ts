import type { verify as fr } from '../fr/verify.ts';
import type { SameShape } from '../same-shape.ts';
import { answers } from './verify-answers.ts';

export const verify: SameShape<typeof fr> = {
  title: 'Tabbatar da takarda',
  languages: 'Harshe',
  answers,
  compare: {
    title: 'Abin da dole takardar ta faɗa',
    titleEnded: 'Takardar da ake magana a kai',
    lead: 'Ka kwatanta layi bayan layi da takardar da ke hannunka. Idan akwai bambanci ko ɗaya, ba ita ce ofishin ya bayar ba.',
    holder: 'Suna',
    type: 'Takarda',
    exam: 'Jarrabawa',
    series: 'Reshe',
    year: 'Shekara',
    honours: 'Daraja',
    average: 'Matsakaici',
    number: 'Lamba',
    edition: 'Bugu',
    editionText: '{{edition}} (bayan gyara ko ɓata)',
    issuer: 'Wanda ya bayar',
    checkedAt: 'An duba a',
    knownAt: 'An san halinta a',
    named: '{{name}} ({{code}})',
  },
  marks: { title: 'Maki', paper: 'Darasi', mark: 'Maki' },
  sure: {
    title: 'Yadda za ka tabbatar',
    host: 'Dole adireshin da ke saman allonka ya fara da {{official}}. Takardar jabu za ta iya kai ka zuwa kwafin wannan shafi a wani wuri dabam.',
    code: 'Idan kana shakka, ka buɗe wannan adireshi da kanka, ka rubuta lambobin da aka buga kusa da QR.',
    free: 'Bincike kyauta ne, babu buƙatar asusu. Babu wanda yake ganin wanda ya duba wace takarda.',
  },
  another: 'Ka duba wata takarda',
  device: {
    agrees: 'Na’urarka ma ta duba da kanta, ba ta wannan shafi ba: amsa ɗaya ce.',
    unchecked: 'Na’urarka ba ta iya sake dubawa da kanta ba. Amsar da ke sama ta ofishin ce.',
    differs:
      'Ka yi hankali: na’urarka ba ta sami amsa ɗaya da ta wannan shafi ba. Ga wadda ta fi taka-tsantsan.',
    differsFields:
      'Ka yi hankali: wannan shafi bai nuna abin da ofishin ya rubuta a cikin wannan QR ba. Ga abin da QR ya ce. Kada ka yarda da ɗayan, ka sanar da ofishin.',
    otherRoot:
      'Ka yi hankali: wannan shafi bai bayyana kansa kamar yadda ya yi lokacin da na’urar nan ta fara ganinsa ba. Ka duba adireshin da ke saman allo, ka tambayi ofishin.',
    checking: 'Ana dubawa a wannan na’ura…',
    offlineTitle: 'Duba ba tare da sadarwa ba',
    offline:
      'Wannan na’ura tana ba da amsa ba tare da sadarwa ba game da QR da ka ɗauka, hoto, ko rubutun da aka karanta a QR.',
    typed:
      'Ba za a iya duba lambobin da aka rubuta ba sai da sadarwa: ofishin ne kaɗai ya san su. Idan babu sadarwa, ka ɗauki QR.',
    again: 'Ka ɗauki QR na takarda',
  },
  app: {
    title: 'Ka iya dubawa ko babu sadarwa',
    lead: 'Wannan na’ura za ta ajiye abin da ake buƙata don gane takardar ofishin idan babu sadarwa. Yana ɗaukar kusan {{size}}, babu buƙatar asusu.',
    keep: 'Ajiye a wannan na’ura',
    ready: 'Jerin sabo ne na {{date}}',
    readyLead: 'Idan babu sadarwa, ka ɗauki QR a nan kamar yadda aka saba.',
    update: 'Sabunta jerin',
    working: 'Ɗan jira…',
    failed: 'Ba a iya sabunta jerin ba. Ka sake gwadawa da sadarwa.',
  },
  scan: {
    open: 'Ɗauki QR da kyamara',
    lead: 'Ka riƙe QR da aka buga a gaban kyamara, a shimfiɗe kuma a haske. Hoton yana zama a na’urarka.',
    stop: 'Tsaya',
    video: 'Hoton kyamara',
    denied:
      'Babu kyamara, ko ba a ba da izini ba. Ka ba da izini a saitunan burauza, ko ka zaɓi wata hanya a ƙasa.',
    failed: 'Ba a iya buɗe mai karatu ba. Ka duba sadarwa, ko ka rubuta lambobin a ƙasa.',
    pictureNone: 'Ba a sami QR a cikin wannan hoto ba. Ka ɗauki QR daga kusa, a shimfiɗe kuma a haske.',
    pictureFailed:
      'Burauzarka ba ta iya buɗe wannan hoto ba. Ka sake danna duba don a aika shi zuwa ofishin, zai karanta shi, ba zai ajiye shi ba.',
  },
  form: {
    lead: 'Da lambar takarda da lambar tabbatarwa da aka buga a kanta. Kyauta ne, babu asusu, kuma amsa tana zuwa nan take.',
    number: 'Lambar takarda',
    numberHint: 'Misali RN-2026-BAC-000123. Manyan haruffa da ƙananan layuka ba su da muhimmanci.',
    code: 'Lambar tabbatarwa',
    codeHint: 'An buga ta kusa da QR: haruffa da lambobi 11, kamar 7K3M-9QXA-2RT.',
    submit: 'Duba',
    noMatch:
      'Babu takarda mai wannan lamba tare da wannan lambar tabbatarwa. Ka sake karanta kowane harafi da lamba. Idan daidai suke da na takardar, ba ofishin ne ya bayar da ita ba',
    others: 'Wasu hanyoyin dubawa',
    byCode: 'Rubuta lambobin',
    byText: 'Wayata ta karanta rubutu a QR',
    byFile: 'Ina da hoto ko fayil na PDF',
    scannedLead:
      'Ka ɗauki QR da kyamarar wayarka: amsa za ta buɗe da kanta. Idan mai karatu ya nuna rubutu, ka kwafa shi a nan.',
    text: 'Rubutu ko adireshin da aka karanta a QR',
    fileLead: 'Hoto mai kyau na QR, ko fayil na PDF da ofishin ya bayar. Ba ma ajiye shi.',
    fileField: 'Hoto ko fayil na PDF',
    fileKinds: 'PDF, JPEG ko PNG',
  },
};
