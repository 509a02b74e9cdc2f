import type { OrganisationProfile } from '../access/organisation.ts';
import type { Bilingual } from '../regulation/schema.ts';
import { localDate } from '../shared/local-date.ts';
import type { DocumentClaims } from '../verification/document-claims.ts';
import type { ReceiptModel } from './model.ts';
import { officeOf } from './office.ts';
import type { Numbered } from './result-document.ts';
import type { DocumentStyle } from './style.ts';

export type ReceiptFacts = {
  readonly organisation: { readonly code: string; readonly profile: OrganisationProfile };
  readonly exam: { readonly code: string };
  readonly sitting: { readonly year: number; readonly name: Bilingual };
  readonly candidate: {
    readonly number: string;
    readonly surname: string;
    readonly givenNames: string;
    /** YYYY-MM-DD. */
    readonly birthDate: string;
    readonly series: string;
  };
  readonly currency: string;
  readonly lines: readonly { readonly label: Bilingual; readonly amount: bigint }[];
  readonly total: bigint;
  readonly paidAt: Date;
  /** The provider's name: "stripe", "cash". */
  readonly provider: string;
  readonly reference: string | null;
  readonly host: string;
  /** Absent where the organisation chose none. */
  readonly style?: DocumentStyle | undefined;
};

const MEANS: Readonly<Record<string, Bilingual>> = {
  stripe: { fr: 'Carte bancaire, en ligne', en: 'Card, online' },
  fedapay: { fr: 'Mobile money', en: 'Mobile money' },
  bank: { fr: 'Virement ou dépôt bancaire', en: 'Bank transfer or deposit' },
  cash: { fr: 'Espèces, au guichet', en: 'Cash, at the counter' },
};

const holderOf = ({ candidate: { surname, givenNames } }: ReceiptFacts) =>
  `${surname} ${givenNames}`.normalize('NFC').trim();

/** The receipt of a settled payment: what is printed. */
export function receiptDraft(facts: ReceiptFacts, numbered: Numbered): Omit<ReceiptModel, 'qr'> {
  const { organisation, sitting, candidate, style } = facts;
  const { timeZone } = organisation.profile;
  return {
    kind: 'receipt',
    templateVersion: 1,
    languages: ['fr', 'en'],
    office: officeOf(organisation.profile, style),
    number: numbered.number,
    edition: numbered.edition,
    issuedOn: localDate(numbered.issuedAt, timeZone),
    verification: { host: facts.host, typedCode: numbered.typedCode },
    payer: holderOf(facts),
    subject: {
      fr: `${sitting.name.fr} — inscription ${candidate.number}`,
      en: `${sitting.name.en} — entry ${candidate.number}`,
    },
    currency: facts.currency,
    lines: facts.lines.map(({ label, amount }) => ({ label, amount: String(amount) })),
    total: String(facts.total),
    paidOn: localDate(facts.paidAt, timeZone),
    means: MEANS[facts.provider] ?? { fr: facts.provider },
    ...(facts.reference ? { paymentReference: facts.reference } : {}),
  };
}

/** What a receipt's QR says: who paid for which entry, and no mark. */
export function receiptClaims(facts: ReceiptFacts, numbered: Numbered): DocumentClaims {
  return {
    issuer: facts.organisation.code,
    issuedAt: Math.floor(numbered.issuedAt.getTime() / 1000),
    holder: holderOf(facts),
    birthDate: facts.candidate.birthDate.replace(/-/g, ''),
    type: 'receipt',
    exam: facts.exam.code,
    series: facts.candidate.series,
    year: facts.sitting.year,
    honours: 'none',
    average: null,
    number: numbered.number,
    edition: numbered.edition,
    statusIndex: numbered.statusIndex,
  };
}
