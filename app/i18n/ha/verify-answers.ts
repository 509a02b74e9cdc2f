import type { answers as fr } from '../fr/verify-answers.ts';
import type { SameShape } from '../same-shape.ts';

export const answers: SameShape<typeof fr> = {
  valid: {
    answer: 'Tana aiki',
    sentence: 'Ofishin ne ya bayar da wannan takarda, kuma ya tabbatar yau cewa tana aiki.',
    do: 'Ka kwatanta ta da abin da ke ƙasa: dole su zama iri ɗaya daidai.',
  },
  authentic: {
    answer: 'Ta gaske',
    sentence: 'Ofishin ne ya bayar da wannan takarda, amma ba mu iya sanin ko har yanzu tana aiki ba.',
    do: 'Ka sake duba ta idan sadarwa ta dawo, kafin ka yanke shawara.',
  },
  dated: {
    answer: 'Ta gaske',
    sentence: 'Ofishin ne ya bayar da wannan takarda. Halinta shi ne wanda aka sani a {{date}}.',
    do: 'Tana aiki a wannan rana. Ka sake duba ta da sadarwa don ka san ko tana aiki yau.',
  },
  fileUnsigned: {
    answer: 'Ta gaske, amma ka kwatanta',
    sentence:
      'Lambar da ke cikin wannan fayil ta ofishin ce, amma babu abin da ya tabbatar ba a canza sauran fayil ɗin ba.',
    do: 'Ka yarda da abin da aka rubuta a nan kawai: ka kwatanta kowane layi. Ko ka nemi ainihin fayil ɗin a wurin mutumin.',
  },
  fileForged: {
    answer: 'An canza fayil ɗin',
    sentence: 'An canza wannan fayil bayan ofishin ya bayar da shi. Ba ma nuna kome na cikinsa.',
    do: 'Kada ka karɓi wannan fayil. Ka nemi ainihin fayil ɗin, ko takardar kanta, a wurin mutumin.',
  },
  superseded: {
    answer: 'An sauya ta',
    sentence: 'Ofishin ya bayar da wannan takarda, sannan ya sauya ta da sabuwa. Wannan ba ta aiki yanzu.',
    do: 'Ka nemi sabuwar takardar a wurin mutumin, ka duba ta ta hanya ɗaya.',
  },
  revoked: {
    answer: 'An soke ta',
    sentence: 'Ofishin ya taɓa bayar da wannan takarda, sannan ya soke ta. Ba ta aiki yanzu.',
    do: 'Kada ka karɓi wannan takarda. Wanda ya ba ka ita zai iya zuwa wurin ofishin.',
  },
  suspended: {
    answer: 'An dakatar da ita',
    sentence: 'Ofishin ya dakatar da wannan takarda: a yanzu ba ta aiki.',
    do: 'Ka jira kafin ka yanke shawara, ka sake duba ta bayan kwanaki kaɗan. Wanda ya ba ka ita zai iya zuwa wurin ofishin.',
  },
  notOurs: {
    answer: 'Ba a san ta ba',
    sentence: 'Babu takardar ofishin da ke da wannan lamba.',
    do: 'Idan kai ne ka rubuta adireshin, ka duba kowane harafi. Idan ka ɗauka da waya ne, wannan takarda ba daga ofishin take ba: kada ka karɓe ta, ka sanar da ofishin.',
  },
  twoDocuments: {
    answer: 'Ta jabu',
    sentence:
      'An haɗa wannan QR da guda biyu da ba su dace ba: adireshin wata takarda, da wani abu dabam. Ofishin ba ya yin haka.',
    do: 'Kada ka karɓi wannan takarda, ko da shafin adireshin ya yi kama da mai kyau. Ka ajiye kwafi, ka sanar da ofishin.',
  },
  forged: {
    answer: 'Ta jabu',
    sentence:
      'Wannan lamba tana kwaikwayon ta ofishin, amma ba ofishin ne ya yi ta ba. Ba ma nuna kome na cikinta.',
    do: 'Kada ka karɓi wannan takarda. Ka ajiye kwafi, ka sanar da ofishin.',
  },
  undecided: {
    answer: 'Ba za a iya sani a nan ba',
    sentence:
      'Wataƙila wani ya yi kwaikwayon takardun wancan lokaci. Ofishin ne kaɗai, da rajistarsa, zai iya cewa ko wannan tasa ce.',
    do: 'Ka duba ta da sadarwa, a shafin ofishin. Kafin haka, kada ka yanke shawara.',
  },
  unknownIssuer: {
    answer: 'Ba za mu iya cewa ba',
    sentence: 'Wannan lamba ba ta fito daga wata hukuma da wannan ofis yake magana a madadinta ba.',
    do: 'Ka duba a kan takardar wace hukuma ce ta bayar da ita, ka bincika a shafin wannan hukuma.',
  },
  noLists: {
    answer: 'Ba za mu iya cewa ba',
    sentence:
      'Wannan na’ura ba ta da abin da take buƙata tukuna don gane takardar ofishin. Wannan bai ce kome game da takardar ba.',
    do: 'Ka buɗe wannan shafi sau ɗaya da sadarwa, sannan ka sake ɗaukar QR.',
  },
  unreadable: {
    answer: 'Ba a iya karantawa',
    sentence:
      'Wannan ba lambar ofishin ba ce, ko wani sashenta ya ɓace. Ba yana nufin takardar ta jabu ba ce.',
    do: 'Ka sake ɗauka, a shimfiɗe kuma a haske, ko ka rubuta lambar takarda da lambar tabbatarwa da aka buga kusa da QR.',
  },
  noCode: {
    answer: 'Ba a iya karantawa',
    sentence:
      'Wannan fayil ba ya ɗauke da lambar da takardun ofishin ke da ita. Ba yana nufin takardar ta jabu ba ce: kwafi yakan rasa wannan lamba.',
    do: 'Idan kana da takardar kanta, ka ɗauki QR da aka buga, ko ka rubuta lambobin da aka buga kusa da shi.',
  },
  several: {
    answer: 'Takardu da yawa',
    sentence: 'Wannan hoto yana nuna lambobin takardu da yawa. Muna ba da amsa ga guda ɗaya a lokaci ɗaya.',
    do: 'Ka ɗauki hoton QR ɗaya kawai, na takardar da kake son dubawa.',
  },
  foreign: {
    answer: 'Wani shafi dabam',
    sentence:
      'Wannan lamba tana kai mutum zuwa {{host}}. Ba shafin ofishin ba ne; na ofishin shi ne {{official}}.',
    do: 'Kada ka buɗe wannan adireshi, kada ka rubuta kome a cikinsa. Takardar ofishin kullum tana kai mutum zuwa {{official}}.',
  },
  unsupported: {
    answer: 'Ba a san irinta a nan ba',
    sentence: 'Wannan lamba iri ce da wannan shafi bai iya karantawa ba.',
    do: 'Ka rubuta lambar takarda da lambar tabbatarwa da aka buga a kan takardar.',
  },
  unavailable: {
    answer: 'Babu amsa',
    sentence:
      'Ba za mu iya ba da amsa a yanzu ba. Wannan bai ce kome game da takardar ba: ba cewa tana da kyau ba, ba kuma cewa ta jabu ce ba.',
    do: 'Ka sake gwadawa bayan mintuna kaɗan. Kafin haka, kada ka yanke shawara.',
  },
};
