import { SummaryList } from '#app/components/summary-list.tsx';
import { DateText } from '#app/components/values.tsx';
import type { DocumentKind, DocumentStatus } from '#app/domain/documents/kinds.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';

export type OfficeDocument = {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly number: string;
  readonly edition: number;
  readonly state: 'pending' | 'issued';
  readonly status: DocumentStatus;
  readonly typedCode: string;
  readonly kid: string | null;
  readonly modelHash: string;
  readonly createdAt: Date;
  readonly issuedAt: Date | null;
  readonly holder: {
    readonly entryId: string;
    readonly surname: string | null;
    readonly givenNames: string | null;
    readonly number: string | null;
  };
  readonly sittingName: { readonly fr: string; readonly en: string };
};

type Props = {
  readonly document: OfficeDocument;
  readonly address: { readonly text: string; readonly href: string } | null;
  readonly canReadEntry: boolean;
};

/** What the register says of the document itself. */
export function DocumentFacts({ document, address, canReadEntry }: Props) {
  const t = useT();
  const locale = useLocale();
  const { holder } = document;
  const entry = canReadEntry ? (
    <a href={`/bureau/dossiers/${holder.entryId}`}>{holder.number}</a>
  ) : (
    holder.number
  );
  return (
    <SummaryList
      answers={[
        { label: t('office:document.sitting'), value: document.sittingName[locale] },
        { label: t('office:document.entry'), value: entry },
        { label: t('office:documents.edition'), value: document.edition },
        { label: t('office:document.created'), value: <DateText value={document.createdAt} style="time" /> },
        {
          label: t('office:documents.issued'),
          value: document.issuedAt ? <DateText value={document.issuedAt} style="time" /> : '–',
        },
        {
          label: t('office:document.verification'),
          value: address ? <a href={address.href}>{address.text}</a> : '–',
        },
        { label: t('office:document.typedCode'), value: <code>{document.typedCode}</code> },
        { label: t('office:document.kid'), value: <code>{document.kid ?? '–'}</code> },
        { label: t('office:document.hash'), value: <code>{document.modelHash}</code> },
      ]}
    />
  );
}
