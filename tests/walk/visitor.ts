export type Page = { readonly url: string; readonly status: number; readonly text: string };
type Fields = Readonly<Record<string, string | File>>;

/** Somebody with a cookie jar and no browser: follows redirects, and sends forms with the fields the page itself hides. */
export type Visitor = {
  get(path: string): Promise<Page>;
  /** Sends the form of a page, keeping its hidden fields. @throws Error when the answer is a refusal (4xx, 5xx). */
  submit(path: string, fields: Fields): Promise<Page>;
  download(path: string): Promise<Buffer>;
};

const MAX_REDIRECTS = 6;

export function openBrowserless(base: string): Visitor {
  const jar = new Map<string, string>();

  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    let url = new URL(path, base);
    let next = init;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const ours = url.host === new URL(base).host;
      const headers = new Headers(next.headers);
      if (ours) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
      if (next.method === 'POST') headers.set('origin', url.origin);
      const response = await fetch(url, { ...next, headers, redirect: 'manual' });
      if (ours) for (const cookie of response.headers.getSetCookie()) keep(cookie);
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || !location) {
        Object.defineProperty(response, 'url', { value: url.href });
        return response;
      }
      url = new URL(location, url);
      if (response.status !== 307) next = {};
    }
    throw new Error(`too many redirects from ${path}`);
  }

  function keep(cookie: string): void {
    const [pair = ''] = cookie.split(';');
    const at = pair.indexOf('=');
    jar.set(pair.slice(0, at), pair.slice(at + 1));
  }

  const pageOf = async (response: Response): Promise<Page> => ({
    url: response.url,
    status: response.status,
    text: await response.text(),
  });

  return {
    get: async (path) => pageOf(await request(path)),
    async submit(path, fields) {
      const shown = await pageOf(await request(path));
      const form = new FormData();
      for (const [name, value] of hiddenFields(shown.text)) if (!(name in fields)) form.append(name, value);
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      const multipart = Object.values(fields).some((value) => value instanceof File);
      const body = multipart
        ? form
        : new URLSearchParams([...form].map(([name, value]) => [name, String(value)]));
      const page = await pageOf(await request(path, { method: 'POST', body }));
      if (page.status >= 400) throw new Error(`${path} answered ${page.status}: ${problemOf(page.text)}`);
      return page;
    },
    async download(path) {
      const response = await request(path);
      if (!response.ok) throw new Error(`${path} answered ${response.status}`);
      return Buffer.from(await response.arrayBuffer());
    },
  };
}

/** Hidden inputs of the page's last form: the version and what else a browser would send back. */
function hiddenFields(html: string): [string, string][] {
  const forms = [...html.matchAll(/<form[^>]*method="post"[\s\S]*?<\/form>/gi)].map(([form]) => form);
  const form = forms.filter((one) => !one.includes('/deconnexion')).at(-1) ?? '';
  return [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
    /name="([^"]*)"/.exec(input)?.[1] ?? '',
    /value="([^"]*)"/.exec(input)?.[1] ?? '',
  ]);
}

function problemOf(html: string): string {
  return html
    .replace(/<(style|head)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 400);
}
