/** Regions, schools and centres of the demonstration's invented country, written the way exam offices write them. */
export type Region = {
  readonly code: string;
  readonly name: string;
  readonly communes: readonly string[];
  readonly schools: readonly string[];
  /** Centre and the capacity of each of its rooms. */
  readonly centres: readonly { readonly name: string; readonly rooms: readonly number[] }[];
};

export const REGIONS: readonly Region[] = [
  {
    code: 'BIR',
    name: 'Birnin Kawara',
    communes: ['Kawara I', 'Kawara II', 'Kawara III'],
    schools: [
      'Lycée Issa Korombé',
      'Lycée Kassaï',
      'CES Kawara III',
      'Complexe scolaire La Réussite',
      'Lycée Technique Dan Kassawa',
    ],
    centres: [
      { name: 'KAWARA CENTRE 1', rooms: [40, 40, 36, 36] },
      { name: 'KAWARA CENTRE 2 (LYCÉE KASSAÏ)', rooms: [40, 40, 40] },
    ],
  },
  {
    code: 'ZIN',
    name: 'Zindara',
    communes: ['Zindara I', 'Birni', 'Mirria-Nord'],
    schools: ['Lycée Amadou Kouran Daga', 'CES Birni', 'Lycée de Mirria-Nord'],
    centres: [{ name: 'ZINDARA 1 (CES BIRNI)', rooms: [40, 40, 30] }],
  },
  {
    code: 'AGA',
    name: 'Agadara',
    communes: ['Agadara', 'Tchiro', 'In Gall-Sud'],
    schools: ['Lycée Boubou Hama', 'CES de Tchiro'],
    centres: [{ name: 'AGADARA 1', rooms: [36, 36] }],
  },
  {
    code: 'DOS',
    name: 'Dosso-Béri',
    communes: ['Dosso-Béri', 'Gaya-Fleuve'],
    schools: ['Lycée Saraounia Mangou', 'CES Gaya-Fleuve', 'Lycée privé Alliance'],
    centres: [{ name: 'DOSSO-BÉRI 1', rooms: [40, 30] }],
  },
];
