import type { ReactNode } from 'react';
import { type Column, DataTable } from '#app/components/data-table.tsx';
import { EntryState } from '#app/components/office/state-tags.tsx';
import { DateText } from '#app/components/values.tsx';
import { COMPARED, type ComparedField, type Likeness } from '#app/domain/followup/compare-files.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import type { DuplicateFile } from '#app/queries/followup/load-duplicate.server.ts';
import { AgreementTag } from './pair-tags.tsx';

type Pair = {
  readonly id: string;
  readonly a: DuplicateFile;
  readonly b: DuplicateFile;
  readonly agreement: Readonly<Record<ComparedField, Likeness>>;
};
type Row = {
  readonly key: string;
  readonly label: string;
  readonly a: ReactNode;
  readonly b: ReactNode;
  readonly likeness: Likeness | null;
};

/** Both files line by line, each line with a word and a shape for whether they agree. */
export function FilesSideBySide({ pair }: { pair: Pair }) {
  const t = useT();
  const columns: Column<Row>[] = [
    { key: 'label', header: t('followUp:duplicates.what'), heading: true, cell: ({ label }) => label },
    { key: 'a', header: t('followUp:duplicates.first'), cell: ({ a }) => <span>{a}</span> },
    { key: 'b', header: t('followUp:duplicates.second'), cell: ({ b }) => <span>{b}</span> },
    {
      key: 'agreement',
      header: t('followUp:duplicates.agree'),
      cell: ({ likeness }) => (likeness === null ? null : <AgreementTag likeness={likeness} />),
    },
  ];
  return (
    <div className="side-by-side">
      <DataTable
        caption={t('followUp:duplicates.files')}
        columns={columns}
        rows={useRows(pair)}
        rowKey={({ key }) => key}
      />
    </div>
  );
}

function useRows(pair: Pair): Row[] {
  const t = useT();
  const values = useValues();
  const row = (key: string, label: string, show: (file: DuplicateFile) => ReactNode): Row => {
    const compared = COMPARED.find((one) => one === key);
    return {
      key,
      label,
      a: show(pair.a),
      b: show(pair.b),
      likeness: compared ? pair.agreement[compared] : null,
    };
  };
  return [
    row('photo', t('followUp:duplicates.field.photo'), (file) => <Photo pairId={pair.id} file={file} />),
    ...COMPARED.map((field) => row(field, t(`followUp:duplicates.field.${field}`), values[field])),
    row('region', t('office:filter.region'), ({ regionName }) => regionName ?? '–'),
    ...(pair.a.organisationId === pair.b.organisationId
      ? []
      : [row('office', t('followUp:duplicates.field.office'), values.office)]),
    row('number', t('office:entries.number'), (file) =>
      file.reached ? <a href={`/bureau/dossiers/${file.id}`}>{file.number}</a> : file.number,
    ),
    row('state', t('office:filter.state'), ({ state }) => <EntryState state={state} />),
    row('submitted', t('office:entries.submitted'), ({ submittedAt }) =>
      submittedAt ? <DateText value={submittedAt} style="time" /> : '–',
    ),
    row('contact', t('office:entry.contact'), ({ contact }) => contact ?? '–'),
    documentsRow(pair, t('followUp:duplicates.field.documents')),
  ];
}

/** How each compared field is shown. */
function useValues(): Record<ComparedField | 'office', (file: DuplicateFile) => ReactNode> {
  const t = useT();
  const locale = useLocale();
  const countries = new Intl.DisplayNames([locale], { type: 'region' });
  return {
    names: ({ surname, givenNames }) => `${surname ?? ''} ${givenNames ?? ''}`,
    sex: ({ sex }) => (sex ? t(sex === 'F' ? 'office:entry.sexF' : 'office:entry.sexM') : '–'),
    birthDate: ({ birthDate }) => (birthDate ? <DateText value={birthDate} /> : '–'),
    birthPlace: ({ birthPlace }) => birthPlace ?? '–',
    nationality: ({ nationality }) => (nationality ? countries.of(nationality) : '–'),
    nationalId: ({ nationalId }) => nationalId ?? '–',
    school: ({ schoolName }) => schoolName ?? t('office:entries.free'),
    series: ({ series }) => series ?? '–',
    office: ({ officeName }) => officeName[locale],
  };
}

function Photo({ pairId, file }: { pairId: string; file: DuplicateFile }) {
  const t = useT();
  const name = `${file.surname ?? ''} ${file.givenNames ?? ''}`;
  if (!file.hasPhoto) return <>{t('office:entry.noPhoto')}</>;
  return (
    <img
      src={`/bureau/doublons/${pairId}/photos/${file.id}`}
      alt={t('office:entry.photo', { name })}
      width="120"
      height="160"
    />
  );
}

/** The papers by their codes; one that is the very same file says so. */
function documentsRow({ a, b }: Pair, label: string): Row {
  const digests = new Set(a.documents.map(({ digest }) => digest));
  const shared = b.documents.some(({ digest }) => digests.has(digest));
  const list = (file: DuplicateFile) => file.documents.map(({ code }) => code).join(', ') || '–';
  return { key: 'documents', label, a: list(a), b: list(b), likeness: shared ? 'same' : null };
}
