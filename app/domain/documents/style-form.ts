import type { DocumentStyle, StyleSignatory, StyleWording } from './style.ts';
import { SIGNED_KINDS } from './style.ts';

/** What an office types, as its form sends it: every field may be empty. */
export type TypedWording = {
  readonly fr?: string | undefined;
  readonly en?: string | undefined;
  readonly ar?: string | undefined;
};
export type TypedSignatory = { readonly name?: string | undefined; readonly title: TypedWording };

const SIGNATORIES = ['signatory', 'cosigner', ...SIGNED_KINDS] as const;
export type SignatoryName = (typeof SIGNATORIES)[number];
const HEADER = ['country', 'motto', 'ministry', 'office'] as const;

export type TypedStyle = {
  readonly colours: DocumentStyle['colours'];
  readonly header: Readonly<Record<(typeof HEADER)[number], TypedWording>>;
  readonly signing: Readonly<Record<SignatoryName, TypedSignatory>>;
  readonly diploma: {
    readonly title: TypedWording;
    readonly conferring: TypedWording;
    readonly rights: TypedWording;
    /** One line of law, one note, a line. The languages follow each other line by line. */
    readonly preamble: TypedWording;
    readonly notes: TypedWording;
  };
  readonly transcriptNote: TypedWording;
  readonly convocationNote: TypedWording;
};

/** Languages an office writes in; French is always there. */
export const STYLE_LANGUAGES = ['fr', 'en', 'ar'] as const;
export const STYLE_SIGNATORIES = SIGNATORIES;
export const STYLE_HEADER = HEADER;

const given = ({ fr, en, ar }: TypedWording): StyleWording | undefined =>
  fr ? { fr, ...(en ? { en } : {}), ...(ar ? { ar } : {}) } : undefined;

const linesOf = (text: string | undefined): string[] =>
  (text ?? '').split(/\r?\n/).map((line) => line.trim());

/** One wording for each French line, with the English and the Arabic that stand on the same line. */
function listOf({ fr, en, ar }: TypedWording): StyleWording[] {
  const [english, arabic] = [linesOf(en), linesOf(ar)];
  return linesOf(fr).flatMap((line, at) => given({ fr: line, en: english[at], ar: arabic[at] }) ?? []);
}

function signatoryOf({ name, title }: TypedSignatory): StyleSignatory | undefined {
  const said = given(title);
  return name && said ? { name, title: said } : undefined;
}

/** Only the keys that have a value. */
function present<T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** A style from what was typed: an empty field is one the organisation's profile answers for. */
export function styleOf(typed: TypedStyle): Omit<DocumentStyle, 'arms'> {
  const { colours, header, signing, diploma } = typed;
  const { signatory, cosigner, transcript, passCertificate, convocation } = signing;
  return {
    colours,
    header: present({
      country: given(header.country),
      motto: given(header.motto),
      ministry: given(header.ministry),
      office: given(header.office),
    }),
    ...present({ signatory: signatoryOf(signatory), cosigner: signatoryOf(cosigner) }),
    signatories: present({
      transcript: signatoryOf(transcript),
      passCertificate: signatoryOf(passCertificate),
      diploma: signatoryOf(signing.diploma),
      convocation: signatoryOf(convocation),
    }),
    diploma: {
      ...present({
        title: given(diploma.title),
        conferring: given(diploma.conferring),
        rights: given(diploma.rights),
      }),
      preamble: listOf(diploma.preamble),
      notes: listOf(diploma.notes),
    },
    ...present({
      transcriptNote: given(typed.transcriptNote),
      convocationNote: given(typed.convocationNote),
    }),
  };
}

type Fields = [name: string, value: string][];

const wordingFields = (name: string, wording: StyleWording | undefined): Fields =>
  STYLE_LANGUAGES.map((language) => [`${name}.${language}`, wording?.[language] ?? '']);

const listFields = (name: string, list: readonly StyleWording[]): Fields =>
  STYLE_LANGUAGES.map((language) => [
    `${name}.${language}`,
    list
      .map((wording) => wording[language] ?? '')
      .join('\n')
      .trimEnd(),
  ]);

const signatoryFields = (name: string, signatory: StyleSignatory | undefined): Fields => [
  [`signing.${name}.name`, signatory?.name ?? ''],
  ...wordingFields(`signing.${name}.title`, signatory?.title),
];

/** A style as the fields of its form, by name: what `styleOf` reads back. */
export function fieldsOfStyle(style: DocumentStyle): Readonly<Record<string, string>> {
  const { header, signatories, diploma } = style;
  return Object.fromEntries([
    ...Object.entries(style.colours).map(([name, hex]): Fields[number] => [`colours.${name}`, hex]),
    ...HEADER.flatMap((name) => wordingFields(`header.${name}`, header[name])),
    ...signatoryFields('signatory', style.signatory),
    ...signatoryFields('cosigner', style.cosigner),
    ...SIGNED_KINDS.flatMap((kind) => signatoryFields(kind, signatories[kind])),
    ...wordingFields('diploma.title', diploma.title),
    ...wordingFields('diploma.conferring', diploma.conferring),
    ...wordingFields('diploma.rights', diploma.rights),
    ...listFields('diploma.preamble', diploma.preamble),
    ...listFields('diploma.notes', diploma.notes),
    ...wordingFields('transcriptNote', style.transcriptNote),
    ...wordingFields('convocationNote', style.convocationNote),
  ]);
}
