/** Stand-ins put where a page's own texts will be. Capitals and digits: an address or a form carries them unchanged. */
export const NUMBER_TOKEN = 'QZ7NUMBERQZ7';
export const CODE_TOKEN = 'QZ7CODEQZ7';
export const textToken = (at: number) => `QZ7T${at}TQZ7`;
const TOKEN = /QZ7(NUMBER|CODE|T\d+T)QZ7/;

export type SlotValues = {
  readonly tableNumber: string;
  readonly code: string;
  readonly texts: readonly string[];
};

/** A page cut where its stand-ins were. Its pieces are UTF-8 bytes, each written as one Latin-1 character. */
export type PageTemplate = {
  readonly status: number;
  readonly headers: Headers;
  readonly pieces: readonly string[];
  /** Between the pieces: a place in the texts, or one of the two names. */
  readonly slots: readonly (number | 'NUMBER' | 'CODE')[];
};

/** Cuts a page rendered with stand-ins. */
export async function cutPage(response: Response): Promise<PageTemplate> {
  const parts = (await response.text()).split(TOKEN);
  const pieces = parts.filter((_, i) => i % 2 === 0).map(toBytes);
  const slots = parts
    .filter((_, i) => i % 2 === 1)
    .map((name) => (name === 'NUMBER' || name === 'CODE' ? name : Number(name.slice(1, -1))));
  return { status: response.status, headers: response.headers, pieces, slots };
}

/** A page that is the same for everyone. */
export async function wholePage(response: Response): Promise<PageTemplate> {
  const { status, headers } = response;
  return { status, headers, pieces: [toBytes(await response.text())], slots: [] };
}

/** The page with these values, as bytes in a Latin-1 string: nothing has to be encoded again to send it. */
export function fillPage({ pieces, slots }: PageTemplate, { tableNumber, code, texts }: SlotValues): string {
  let page = pieces[0] ?? '';
  for (let i = 0; i < slots.length; i += 1) {
    const slot = slots[i] ?? 0;
    const value = slot === 'NUMBER' ? tableNumber : slot === 'CODE' ? code : (texts[slot] ?? '');
    page += toBytes(escapeHtml(value));
    page += pieces[i + 1] ?? '';
  }
  return page;
}

function toBytes(text: string): string {
  return /[\u0080-\uffff]/.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};

/** As React writes a text, in an element or an attribute. */
function escapeHtml(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (found) => ESCAPES[found] ?? '') : text;
}
