/** Names of an invented country, made of words that are common as names in the Sahel. No list of real people was used. */
const SURNAMES =
  'Abdou,Adamou,Ag Alhassane,Alassane,Alio,Alzouma,Amadou,Arzika,Assoumane,Bako,Bawa,Boubacar,Boukari,Chaïbou,Dan Azoumi,Daouda,Diallo,Djibo,Djermakoye,Elhadji Moussa,Gado,Garba,Garba Sani,Goni,Habou,Hamadou,Hama,Harouna,Hassane,Ibrahim,Idrissa,Illiassou,Issa,Issoufou,Kadri,Kaka,Karimou,Kimba,Koullou,Laouali,Lawan,Maazou,Magagi,Mahamadou,Maïga,Maman,Maïnassara,Malam Souley,Moctar,Mossi,Mounkaïla,Moussa,Moutari,N’Diaye,Nouhou,Oumarou,Ousmane,Ousseïni,Rabiou,Saïdou,Salifou,Salissou,Sanda,Sani,Seybou,Seyni,Sidi Ahmed,Sidikou,Soumaïla,Souley,Tahirou,Talfi,Tchiani,Tiémogo,Tinni,Yacouba,Yahaya,Zakari,Zaroumeye,Ɗan Marke'.split(
    ',',
  );
const GIVEN_F =
  'Absatou,Aïchatou,Aïssa,Amina,Aminatou,Balkissa,Barira,Biba,Chamsiya,Fadima,Fati,Fatouma,Fourératou,Habsatou,Hadiza,Halima,Haoua,Hassia,Ibo Safia,Jamila,Kadidjatou,Laïla,Latifa,Mariama,Mariama Bintou,Maïmouna,Nana Aïcha,Nafissa,Oumou,Rabi,Rahila,Rakia,Ramatou,Roumanatou,Safiatou,Salamatou,Samira,Saoudatou,Sahia,Zara,Zeinabou,Zouéra'.split(
    ',',
  );
const GIVEN_M =
  'Abdoul Aziz,Abdoul Karim,Abdoulaye,Abdoul-Razak,Aboubacar,Adam,Ali,Alkassoum,Almoustapha,Amadou,Bachir,Boubé,Chérif,Djibril,Elhadji Oumar,Faycal,Habibou,Hamidou,Hamza,Idi,Ismaël,Issaka,Kabirou,Lawali,Mahamane,Mahamadou,Mamane Sani,Mohamed,Moubarak,Moussa,Nassirou,Nazirou,Nouradine,Omar,Rachid,Sabiou,Saminou,Soumana,Souleymane,Tahir,Yacine,Youssouf,Zakariyaou'.split(
    ',',
  );

/** A small generator with a seed (mulberry32): the demonstration is the same on every machine. */
export function createDraw(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    pick<T>(list: readonly T[]): T {
      const chosen = list[below(list.length)];
      if (chosen === undefined) throw new RangeError('nothing to draw from');
      return chosen;
    },
  };
}

export type Draw = ReturnType<typeof createDraw>;

export type Person = {
  readonly surname: string;
  readonly givenNames: string;
  readonly sex: 'F' | 'M';
  /** YYYY-MM-DD. */
  readonly birthDate: string;
};

/** Someone born about `age` years before `year`. */
export function drawPerson(draw: Draw, year: number, age: number): Person {
  const sex = draw.next() < 0.46 ? 'F' : 'M';
  const given = draw.pick(sex === 'F' ? GIVEN_F : GIVEN_M);
  const pad = (value: number) => String(value).padStart(2, '0');
  const birthYear = year - age - draw.below(4);
  return {
    surname: draw.pick(SURNAMES),
    givenNames: given,
    sex,
    birthDate: `${birthYear}-${pad(1 + draw.below(12))}-${pad(1 + draw.below(28))}`,
  };
}
