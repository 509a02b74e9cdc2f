/** Documents of one organisation that one status list has room for: about 4 to 8 KB compressed while few change. */
export const STATUS_LIST_SIZE = 1 << 20;

/** A list takes new documents until it is this full: a place drawn at random is then free within four tries on average. */
const FILLED = (STATUS_LIST_SIZE / 4) * 3;
/** A new list is published this many documents ahead, so that a root key kept offline can name it in time. */
const AHEAD = STATUS_LIST_SIZE / 4;

/** The list that holds a document's status, from 0, and its place there. */
export function placeOf(statusIndex: number): { readonly list: number; readonly place: number } {
  const list = Math.floor(statusIndex / STATUS_LIST_SIZE);
  return { list, place: statusIndex - list * STATUS_LIST_SIZE };
}

/** The list that an organisation's next document takes its place in, from how many it has. */
export function listToFill(documents: number): number {
  return Math.floor(documents / FILLED);
}

/** How many lists an organisation publishes: those that hold its documents, and the next one shortly before it is needed. */
export function listsPublished(documents: number, highestIndex: number): number {
  return Math.max(placeOf(highestIndex).list, listToFill(documents + AHEAD)) + 1;
}
