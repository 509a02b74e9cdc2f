import i18next, { type Resource, type ResourceLanguage } from 'i18next';
import { formatLongDate } from '#app/domain/documents/format-values.ts';
import type { Refused } from '#app/domain/shared/verdict.ts';
import { catalogue as ar } from './ar/catalogue.ts';
import { catalogue as en } from './en/catalogue.ts';
import { catalogue as fr } from './fr/catalogue.ts';
import { catalogue as ha } from './ha/catalogue.ts';
import { DEFAULT_LOCALE, type ReaderLocale } from './locale.ts';

type Singular<K extends string> = K extends `${infer Base}_${'one' | 'many' | 'other'}` ? Base : K;
type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? Singular<K> : `${K}.${Leaves<T[K]>}`;
}[keyof T & string];
type Catalogue = typeof fr;

/** Every key of the French catalogues: 'candidate:steps.payment'. A plural is asked for without its suffix. */
export type MessageKey = { [N in keyof Catalogue & string]: `${N}:${Leaves<Catalogue[N]>}` }[keyof Catalogue &
  string];
/** The keys of one namespace: `KeyOf<'states'>`. */
export type KeyOf<N extends keyof Catalogue & string> = `${N}:${Leaves<Catalogue[N]>}`;

export type MessageValues = Readonly<Record<string, string | number>>;
export type Translate = (key: MessageKey, values?: MessageValues) => string;

type Tree = { readonly [key: string]: string | Tree };

/**
 * French has a plural for millions ("un million de lignes") and Arabic five plurals that our sentences never need: they
 * read as `other`.
 */
function withPlurals(tree: Tree, plurals: readonly string[]): ResourceLanguage {
  const copy: ResourceLanguage = {};
  for (const [key, value] of Object.entries(tree)) {
    copy[key] = typeof value === 'string' ? value : withPlurals(value, plurals);
    if (typeof value !== 'string' || !key.endsWith('_other')) continue;
    for (const plural of plurals) copy[key.replace(/other$/, plural)] ??= value;
  }
  return copy;
}

/** Arabic and Hausa hold what the verification pages say, and no more; the rest would be said in French. */
const resources: Resource = {
  fr: withPlurals(fr, ['many']),
  en: withPlurals(en, []),
  ar: withPlurals(ar, ['zero', 'two', 'few', 'many']),
  ha: withPlurals(ha, []),
};

const engine = i18next.createInstance();
void engine.init({
  resources,
  lng: DEFAULT_LOCALE,
  fallbackLng: DEFAULT_LOCALE,
  defaultNS: 'common',
  ns: Object.keys(fr),
  initImmediate: false,
  returnNull: false,
});

/**
 * i18next chooses the sentence (language, plural); the values are put in here, in one pass: i18next reads the braces
 * of a value as its own, so a name typed as "{{link}}" would swallow the link.
 */
function say(locale: ReaderLocale, key: string, values: MessageValues = {}): string {
  const sentence = engine.t(key, { ...values, lng: locale, skipInterpolation: true });
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** `t('common:form.problem', { count: 2 })` in the given language. */
export function translator(locale: ReaderLocale): Translate {
  return (key, values) => say(locale, key, values);
}

/** A sentence, and not a group of them nor what every object has: a code may come from an address. */
function has(locale: ReaderLocale, key: string): boolean {
  const found: unknown = engine.t(key, { lng: locale, returnObjects: true, skipInterpolation: true });
  return engine.exists(key, { lng: locale }) && typeof found === 'string';
}

const CALENDAR_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Calendar dates among the values as people write them; of a name in both languages (`labelFr`, `labelEn`) the reader's as `label`. */
function readable(locale: ReaderLocale, values: MessageValues = {}): MessageValues {
  const said = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' && CALENDAR_DATE.test(value)
      ? formatLongDate(value, locale === 'en' ? 'en' : 'fr')
      : value,
  ]);
  const own = values[locale === 'en' ? 'labelEn' : 'labelFr'];
  return { ...Object.fromEntries(said), ...(own === undefined ? {} : { label: own }) };
}

/** The sentence of a refusal. A code without a sentence reads as "this could not be done". */
export function reasonText(locale: ReaderLocale, refused: Pick<Refused, 'reason' | 'detail'>): string {
  const key = `reasons:${refused.reason}`;
  const known = has(locale, key) || has(locale, `${key}_other`);
  return say(locale, known ? key : 'reasons:unknown', readable(locale, refused.detail));
}

const NAMESPACES: readonly string[] = Object.keys(fr);

/**
 * A message as forms carry it: a key with its values as a query, `common:errors.tooShort?minimum=2`.
 * Text that names no catalogue is a sentence already.
 */
export function messageText(locale: ReaderLocale, message: string): string {
  if (!NAMESPACES.includes(message.slice(0, message.indexOf(':')))) return message;
  const [key = '', query = ''] = message.split('?');
  const values: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) values[name] = value;
  if (key.startsWith('reasons:'))
    return reasonText(locale, { reason: key.slice('reasons:'.length), detail: values });
  return say(locale, has(locale, key) ? key : 'common:errors.format', values);
}

/** Writes a message for `messageText`; typed, so that a key that is not in the catalogues does not compile. */
export function message(key: MessageKey, values?: MessageValues): string {
  if (!values) return key;
  const query = new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)]));
  return `${key}?${query}`;
}
