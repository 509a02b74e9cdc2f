/** An XML element already written: made only by `element`, which escapes what it is given. */
export type XmlNode = { readonly xml: string };

type Attributes = Readonly<Record<string, string>>;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text as XML 1.0 may hold it: what no XML can hold is left out. */
function escapeText(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '');
}

export function element(name: string, attributes: Attributes, content: string | readonly XmlNode[]): XmlNode {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeText(value)}"`);
  const inner = typeof content === 'string' ? escapeText(content) : content.map(({ xml }) => xml).join('');
  return { xml: `<${name}${written.join('')}>${inner}</${name}>` };
}

export function xmlDocument({ xml }: XmlNode): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`;
}
