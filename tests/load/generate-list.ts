export const HEADER = [
  'Nom',
  'Prénoms',
  'Sexe',
  'Date de naissance',
  'Lieu de naissance',
  'Nationalité',
  'Série',
  'EPS',
  'N° d’identification',
  'Téléphone',
  'Matricule',
];

const GIVEN = [
  'Aïssatou',
  'Halima Sadia',
  'Oumarou',
  'Ibrahim',
  'Zeinabou',
  'Moussa',
  'N’Diaye Awa',
  'Ousséïni',
];
const PLACES = ['Tillabéri', 'Niamey', 'Birnin N’Konni', 'Maradi', 'Zinder', 'Agadez', 'Say', 'Téra'];

/** A school's list of as many pupils, each another person, as a spreadsheet in French writes it. */
export function listOf(rows: number): Uint8Array {
  const lines = [HEADER.join(';')];
  for (let at = 0; at < rows; at += 1) {
    const day = String(1 + (at % 28)).padStart(2, '0');
    const month = String(1 + (at % 12)).padStart(2, '0');
    const given = GIVEN[at % GIVEN.length];
    const place = PLACES[at % PLACES.length];
    const sex = at % 2 === 0 ? 'F' : 'M';
    lines.push(
      `Maïga ${at};${given};${sex};${day}/${month}/${2007 + (at % 3)};${place};Niger;C;apte;NE${1_000_000 + at};90 ${String(100_000 + (at % 900_000))};M-${at}`,
    );
  }
  return new TextEncoder().encode(lines.join('\r\n'));
}
