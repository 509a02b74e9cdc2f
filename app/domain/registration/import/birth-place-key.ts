import { plainWords } from './name-key.ts';

/**
 * The key under which birth places are compared, never shown: like a name's, but the order of the words counts.
 * "BANDAMADJI-ITSANDRA" and "Bandamadji Itsandra" have one, "Bababe'" and "Bababé" too.
 */
export function birthPlaceKey(place: string): string {
  return plainWords(place).join(' ');
}
