import { strFromU8, unzipSync } from 'fflate';
import { rasterise } from '#pdf/testing/rasterise.ts';
import { findInstallation } from './installation.ts';

export type Page = { readonly address: string; readonly text: string };

/** More than any of these people has; a page that links to itself for ever is noticed, not waited for. */
const MOST_PAGES = 1500;

type Way = {
  /** Whether links are followed; they are unless said. */
  readonly follow?: boolean;
  /** Parts of addresses that are not gone to. */
  readonly skip?: readonly string[];
};

/** What a person sees, from some addresses on and wherever their links lead: pages, their data, files. */
export async function crawl(
  cookie: string,
  from: readonly string[],
  { follow = true, skip = [] }: Way = {},
): Promise<readonly Page[]> {
  const { url } = findInstallation();
  const waiting = [...from];
  const seen = new Set<string>();
  const pages: Page[] = [];
  while (waiting.length > 0) {
    const few = waiting.splice(0, 4).filter((address) => !seen.has(address));
    for (const address of few) seen.add(address);
    if (seen.size > MOST_PAGES) throw new Error(`more than ${MOST_PAGES} pages, such as ${few[0]}`);
    for (const page of (await Promise.all(few.map((address) => read(url, address, cookie)))).flat()) {
      pages.push(page);
      const links = follow ? linksOf(page) : [];
      waiting.push(
        ...links.filter((address) => !seen.has(address) && !skip.some((part) => address.includes(part))),
      );
    }
  }
  return pages;
}

/** A page and what its loaders say, which a script of ours could ask for. */
async function read(url: string, address: string, cookie: string): Promise<readonly Page[]> {
  const data = address.includes('.') ? [] : [dataAddress(address)];
  return Promise.all([address, ...data].map((one) => get(url, one, cookie)));
}

function dataAddress(address: string): string {
  const [path = '', query] = address.split('?');
  const file = path === '/' ? '/_root.data' : `${path}.data`;
  return query === undefined ? file : `${file}?${query}`;
}

async function get(url: string, address: string, cookie: string): Promise<Page> {
  return bodyOf(address, await fetch(new URL(address, url), { redirect: 'manual', headers: { cookie } }));
}

/** What an empty form is answered: a page with its errors, or a refusal. */
export async function post(cookie: string, address: string): Promise<Page> {
  const { url } = findInstallation();
  const init = { method: 'POST', redirect: 'manual' as const, body: new URLSearchParams({ do: 'nothing' }) };
  return bodyOf(
    `POST ${address}`,
    await fetch(new URL(address, url), { ...init, headers: { cookie, origin: url } }),
  );
}

/** The text of an answer: that of its pages for a PDF, of its parts for a workbook. Its headers are part of it. */
async function bodyOf(address: string, response: Response): Promise<Page> {
  const type = response.headers.get('content-type') ?? '';
  const bytes = new Uint8Array(await response.arrayBuffer());
  const said = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  return { address, text: `${said}\n${await textOf(type, bytes)}` };
}

async function textOf(type: string, bytes: Uint8Array): Promise<string> {
  if (type.includes('pdf')) return (await rasterise(bytes, 20)).map(({ text }) => text).join('\n');
  if (/spreadsheetml|zip/.test(type))
    return Object.values(unzipSync(bytes))
      .map((part) => strFromU8(part))
      .join('\n');
  return new TextDecoder().decode(bytes);
}

/** Where pages are a person's own: links lead on only there. The public's pages, thousands of results, are anybody's. */
const OWN = /^\/(correction|jury|bureau)(\/|\.|$)/;

/** Addresses of people's own pages that a page links to or leads on to; the same page in another language is none. */
function linksOf({ address, text }: Page): readonly string[] {
  const base = new URL(address.replace(/\.data(?=\?|$)/, ''), 'http://site.invalid');
  const found = [...text.matchAll(/(?:href="|^location: )([^"\n]+)/gm)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&'),
  );
  return found.flatMap((href) => {
    const link = URL.canParse(href, base) ? new URL(href, base) : undefined;
    if (link?.origin !== base.origin || !OWN.test(link.pathname) || link.searchParams.has('lang')) return [];
    return [`${link.pathname}${link.search}`];
  });
}
