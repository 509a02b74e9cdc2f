import type { OrganisationProfile } from '../access/organisation.ts';
import { type MarkRow, markRows } from '../publication/mark-rows.ts';
import type { PublishedResult } from '../publication/published-result.ts';
import type { Bilingual, Regulation } from '../regulation/schema.ts';
import { localDate } from '../shared/local-date.ts';
import type { DocumentClaims, Honours } from '../verification/document-claims.ts';
import type { PassCertificateModel, TranscriptModel, TranscriptRow, Wording } from './model.ts';
import { officeOf, signingOf } from './office.ts';
import type { DocumentStyle, SignedKind } from './style.ts';

export type ResultFacts = {
  readonly organisation: { readonly code: string; readonly profile: OrganisationProfile };
  readonly exam: { readonly code: string; readonly name: Bilingual };
  readonly sitting: { readonly year: number; readonly name: Bilingual };
  readonly regulation: Regulation;
  readonly result: PublishedResult;
  /** A country's name by its ISO code. */
  readonly nationality: Bilingual;
  readonly host: string;
  /** Absent where the organisation chose none. */
  readonly style?: DocumentStyle | undefined;
};

export type Numbered = {
  readonly number: string;
  readonly edition: number;
  readonly statusIndex: number;
  readonly typedCode: string;
  readonly issuedAt: Date;
};

/** A regulation's honours codes as the signed payload writes them; a word the profile doesn't know is signed as none. */
const HONOURS: Readonly<Record<string, Honours>> = {
  passable: 'passable',
  'assez-bien': 'assezBien',
  bien: 'bien',
  'tres-bien': 'tresBien',
  excellent: 'excellent',
};

const DECISIONS: Readonly<Record<PublishedResult['decision'], Bilingual>> = {
  passed: { fr: 'Admis', en: 'Passed' },
  secondGroup: { fr: 'Admissible au second groupe', en: 'Admitted to the second group' },
  failed: { fr: 'Ajourné', en: 'Failed' },
  reserved: { fr: 'Réservé', en: 'Reserved' },
  excluded: { fr: 'Exclu', en: 'Excluded' },
};

const GROUP_TITLES = {
  first: { fr: 'Épreuves du premier groupe', en: 'First-group papers' },
  second: { fr: 'Épreuves du second groupe', en: 'Second-group papers' },
  optional: { fr: 'Épreuves facultatives', en: 'Optional papers' },
} as const;

/** "8.1666…" or "13.5" to hundredths, cut off: 816, 1350. */
function hundredthsOf(decimal: string): number {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?/.exec(decimal) ?? [];
  const value = Number(whole) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'));
  return sign === '-' ? -value : value;
}

function rowOf({ paper, name, mark, maximum, coefficient, points }: MarkRow): TranscriptRow {
  const hundredths = (decimal: string | null) => (decimal === null ? null : hundredthsOf(decimal));
  return {
    code: paper,
    name,
    result: mark,
    maximum: hundredthsOf(maximum),
    coefficient: hundredths(coefficient),
    points: hundredths(points),
  };
}

/** Papers as a transcript shows them: first group, optional papers, second group; empty groups left out. */
function groupsOf(facts: ResultFacts): TranscriptModel['groups'] {
  const { regulation, result } = facts;
  const second = new Set(
    regulation.series[result.snapshot.series]?.papers
      .filter(({ group }) => group === 2)
      .map(({ paper }) => paper),
  );
  const groupOf = (paper: string): keyof typeof GROUP_TITLES =>
    second.has(paper) ? 'second' : regulation.papers[paper]?.kind === 'optional' ? 'optional' : 'first';
  const rows = markRows(result.trace, regulation).map((row) => ({
    group: groupOf(row.paper),
    row: rowOf(row),
  }));
  return (['first', 'optional', 'second'] as const).flatMap((group) => {
    const mine = rows.filter((row) => row.group === group).map(({ row }) => row);
    return mine.length > 0 ? [{ title: GROUP_TITLES[group], rows: mine }] : [];
  });
}

/** What every document of a result says. */
export function resultFields(facts: ResultFacts, numbered: Numbered, kind: SignedKind) {
  const { organisation, exam, sitting, regulation, result, style } = facts;
  const series = result.snapshot.series;
  const day = localDate(numbered.issuedAt, organisation.profile.timeZone);
  return {
    templateVersion: 1,
    languages: ['fr', 'en'],
    office: officeOf(organisation.profile, style),
    number: numbered.number,
    edition: numbered.edition,
    issuedOn: day,
    verification: { host: facts.host, typedCode: numbered.typedCode },
    exam: exam.name,
    sitting: sitting.name,
    series: { code: series, name: regulation.series[series]?.name ?? { fr: series, en: series } },
    candidate: {
      surname: result.identity.surname,
      givenNames: result.identity.givenNames,
      birthDate: result.identity.birthDate,
      birthPlace: result.identity.birthPlace,
      sex: result.identity.sex,
      nationality: facts.nationality,
    },
    tableNumber: result.tableNumber,
    ...(result.school ? { school: result.school } : {}),
    jury: result.jury.name,
    average: result.outcome.average,
    averageMaximum: hundredthsOf(String(regulation.scale.maximum)),
    honours: honoursName(facts),
    signing: signingOf(organisation.profile, day, kind, style),
  } as const;
}

function honoursName({ regulation, result }: ResultFacts): Bilingual | null {
  return regulation.honours.find(({ code }) => code === result.honours)?.name ?? null;
}

/** Without the Arabic, for a place that prints two languages. */
export const inFrenchAndEnglish = ({ fr, en }: Wording): Wording => ({ fr, ...(en ? { en } : {}) });

/** The transcript (relevé de notes) of a published result: what is printed. */
export function transcriptDraft(facts: ResultFacts, numbered: Numbered): Omit<TranscriptModel, 'qr'> {
  const { result, regulation, style } = facts;
  const stage = regulation.stages.find(({ code }) => code === result.outcome.stage);
  const { languages, ...rest } = resultFields(facts, numbered, 'transcript');
  return {
    kind: 'transcript',
    ...rest,
    languages: [...languages],
    groups: groupsOf(facts),
    totals: { coefficient: result.outcome.coefficients, points: result.outcome.total ?? 0 },
    decision: result.ruling
      ? DECISIONS[result.decision]
      : (result.outcome.name ?? DECISIONS[result.decision]),
    remarks: [
      ...(result.ruling
        ? [{ fr: 'Décision du jury après délibération.', en: "By the jury's decision." }]
        : []),
      ...(regulation.stages.length > 1 && stage
        ? [{ fr: `Résultat : ${stage.name.fr}.`, en: `Result: ${stage.name.en}.` }]
        : []),
      ...(style?.transcriptNote ? [inFrenchAndEnglish(style.transcriptNote)] : []),
    ],
  };
}

/** The pass certificate (attestation de réussite) of a published result. */
export function passCertificateDraft(
  facts: ResultFacts,
  numbered: Numbered,
): Omit<PassCertificateModel, 'qr'> {
  const { languages, ...rest } = resultFields(facts, numbered, 'passCertificate');
  return { kind: 'passCertificate', ...rest, languages: [...languages] };
}

/** What the QR of a result's document says, and a verifier's page with it: nothing that isn't printed. */
export function resultClaims(
  facts: ResultFacts,
  numbered: Numbered,
  type: 'transcript' | 'passCertificate' | 'diploma',
): DocumentClaims {
  const { result, organisation, exam, sitting } = facts;
  const { surname, givenNames, birthDate } = result.identity;
  const marks = groupsOf(facts).flatMap(({ rows }) =>
    rows.map((row): [string, number | null] => [
      row.code,
      row.result.state === 'mark' ? row.result.value : null,
    ]),
  );
  return {
    issuer: organisation.code,
    issuedAt: Math.floor(numbered.issuedAt.getTime() / 1000),
    holder: `${surname} ${givenNames}`.normalize('NFC'),
    birthDate: birthDate.replace(/-/g, ''),
    type,
    exam: exam.code,
    series: result.snapshot.series,
    year: sitting.year,
    honours: HONOURS[result.honours ?? ''] ?? 'none',
    average: result.outcome.average,
    number: numbered.number,
    edition: numbered.edition,
    statusIndex: numbered.statusIndex,
    ...(type === 'transcript' && marks.length > 0 ? { marks } : {}),
  };
}
