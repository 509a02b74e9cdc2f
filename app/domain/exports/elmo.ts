import type { TranscriptModel, TranscriptRow, Wording } from '../documents/model.ts';
import { element, type XmlNode, xmlDocument } from './xml.ts';

/** EMREX ELMO 1.x: transcripts of records for other institutions. */
const NAMESPACE = 'https://github.com/emrex-eu/elmo-schemas/tree/v1';
const SCHEME = 'palmares';

export type ElmoFacts = {
  readonly draft: Omit<TranscriptModel, 'qr'>;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly issuer: { readonly code: string; readonly name: Wording };
  readonly origin: string;
  readonly token: string;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  /** Whether the office calls it passed; what is not known is left out. */
  readonly passed: boolean | undefined;
};

/**
 * A transcript as ELMO XML: the exam with the average, and one course a paper with its mark, and its coefficient as
 * credit. The same document gives the same bytes.
 */
export function elmoTranscript(facts: ElmoFacts): string {
  const { draft, issuedAt } = facts;
  const moment = new Date(issuedAt * 1000).toISOString().replace('.000Z', 'Z');
  return xmlDocument(
    element('elmo', { xmlns: NAMESPACE }, [
      element('generatedDate', {}, moment),
      learner(draft),
      element('report', {}, [
        issuer(facts),
        examination(facts),
        element('issueDate', {}, moment),
        gradingScheme(draft.averageMaximum),
      ]),
    ]),
  );
}

function learner({ candidate }: ElmoFacts['draft']): XmlNode {
  const { surname, givenNames, birthDate, birthPlace, sex } = candidate;
  return element('learner', {}, [
    element('givenNames', {}, givenNames ?? ''),
    element('familyName', {}, surname),
    ...(birthDate.length === 10 ? [element('bday', {}, birthDate)] : []),
    element('placeOfBirth', {}, birthPlace),
    element('gender', {}, sex === 'F' ? '2' : '1'),
  ]);
}

function issuer({ issuer: { code, name }, country, origin }: ElmoFacts): XmlNode {
  return element('issuer', {}, [
    element('country', {}, country),
    element('identifier', { type: SCHEME }, code),
    ...titles(name),
    element('url', {}, origin),
  ]);
}

function examination({ draft, origin, token, passed }: ElmoFacts): XmlNode {
  const { average, averageMaximum, totals, number, issuedOn } = draft;
  const papers = draft.groups.flatMap(({ title, rows }) => rows.map((row) => ({ title, row })));
  return element('learningOpportunitySpecification', {}, [
    element('identifier', { type: SCHEME }, number),
    ...titles(draft.sitting),
    element('type', {}, 'Degree Programme'),
    element('url', {}, `${origin}/v/${token}`),
    ...descriptions(draft.series.name),
    element('specifies', {}, [
      element('learningOpportunityInstance', {}, [
        element('date', {}, issuedOn),
        ...(passed === undefined ? [] : [element('status', {}, passed ? 'passed' : 'failed')]),
        ...(average === null ? [] : [grade(averageMaximum), element('resultLabel', {}, decimal(average))]),
        credit(totals.coefficient),
      ]),
    ]),
    ...papers.map(({ title, row }) => element('hasPart', {}, [course(row, title, issuedOn)])),
  ]);
}

function course(row: TranscriptRow, group: Wording, day: string): XmlNode {
  const { code, name, result, maximum, coefficient } = row;
  const graded = result.state === 'mark';
  return element('learningOpportunitySpecification', {}, [
    element('identifier', { type: SCHEME }, code),
    ...titles(name),
    element('type', {}, 'Course'),
    ...descriptions(group),
    element('specifies', {}, [
      element('learningOpportunityInstance', {}, [
        element('date', {}, day),
        ...(graded ? [grade(maximum)] : []),
        element('resultLabel', {}, graded ? decimal(result.value) : result.state),
        ...(coefficient === null ? [] : [credit(coefficient)]),
      ]),
    ]),
  ]);
}

const decimal = (hundredths: number) => (hundredths / 100).toFixed(2);
const schemeOf = (maximum: number) => `out-of-${maximum / 100}`;
const grade = (maximum: number) => element('gradingSchemeLocalId', {}, schemeOf(maximum));
const credit = (coefficient: number) =>
  element('credit', {}, [element('scheme', {}, 'coefficient'), element('value', {}, decimal(coefficient))]);

function gradingScheme(maximum: number): XmlNode {
  const most = maximum / 100;
  return element('gradingScheme', { localId: schemeOf(maximum) }, [
    ...descriptions({ fr: `Notes de 0 à ${most}`, en: `Marks from 0 to ${most}` }),
  ]);
}

function inLanguages(name: string, { fr, en }: Wording): XmlNode[] {
  return [
    element(name, { 'xml:lang': 'fr' }, fr),
    ...(en === undefined ? [] : [element(name, { 'xml:lang': 'en' }, en)]),
  ];
}
const titles = (wording: Wording) => inLanguages('title', wording);
const descriptions = (wording: Wording) => inLanguages('description', wording);
