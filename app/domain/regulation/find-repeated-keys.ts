type Level = {
  readonly keys: Set<string> | undefined;
  readonly place: string;
  /** The key or the index being read. */
  at: string | number;
};

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** The places of the keys written twice in one object of a JSON text, which must be valid. */
export function findRepeatedKeys(text: string): readonly string[] {
  const found: string[] = [];
  const levels: Level[] = [];
  let word: string | undefined;
  for (const [token] of text.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token === '{' || token === '[')
      levels.push({ keys: token === '{' ? new Set() : undefined, place: placeIn(level), at: 0 });
    else if (token === '}' || token === ']') levels.pop();
    else if (token === ',' && level && typeof level.at === 'number') level.at += 1;
    else if (token === ':' && level?.keys && word !== undefined) {
      level.at = String(JSON.parse(word));
      if (level.keys.has(level.at)) found.push(placeIn(level));
      level.keys.add(level.at);
    }
    word = token.startsWith('"') ? token : undefined;
  }
  return found;
}

function placeIn(level: Level | undefined): string {
  if (!level) return '';
  if (!level.keys) return `${level.place}[${level.at}]`;
  return level.place === '' ? String(level.at) : `${level.place}.${level.at}`;
}
