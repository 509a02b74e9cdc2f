/** Without accents, capitals, apostrophes or hyphens: "Côte d’Ivoire" and "cote d'ivoire" are one word. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
