/** What the page of `/verify` tells its scripts. */
export type FormFacts = {
  readonly officialHost: string;
  readonly language: string;
  readonly scripts: {
    readonly scan: string;
    readonly keep: string;
    readonly wasm: string;
    readonly worker: string;
  };
};

export const NO_FACTS: FormFacts = {
  officialHost: '',
  language: 'fr',
  scripts: { scan: '', keep: '', wasm: '', worker: '' },
};

export function readFormFacts(): FormFacts {
  const text = document.querySelector<HTMLElement>('#scanner')?.dataset.facts;
  return text === undefined ? NO_FACTS : JSON.parse(text);
}

/** Sent by the page's small script to the large one it loaded on a tap. */
export const SCAN_EVENT = 'palmares:scan';
export const PICTURE_EVENT = 'palmares:picture';
export const TEXT_EVENT = 'palmares:text';
/** Where the worker stands: what begins so, and nothing else of the site. */
export const SCOPE = '/v';
