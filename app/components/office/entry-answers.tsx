import { SummaryList } from '#app/components/summary-list.tsx';
import { DateText } from '#app/components/values.tsx';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import type { loadEntry } from '#app/queries/office/load-entry.server.ts';

export type EntryRead = Omit<
  NonNullable<Awaited<ReturnType<typeof loadEntry>>>,
  'organisationId' | 'candidateId' | 'photoKey'
> & { readonly hasPhoto: boolean };

/** Every answer as the candidate gave it, with the photo beside. */
export function EntryAnswers({ entry, name }: { entry: EntryRead; name: string }) {
  const t = useT();
  const locale = useLocale();
  const countries = new Intl.DisplayNames([locale], { type: 'region' });
  const options = entry.optionNames.map((option) => option[locale]).join(', ');
  return (
    <section>
      <h2>{t('office:entry.answers')}</h2>
      {entry.hasPhoto ? (
        <img
          src={`/bureau/dossiers/${entry.id}/photo.jpg`}
          alt={t('office:entry.photo', { name })}
          width="150"
          height="200"
        />
      ) : entry.photoAsked ? (
        <p>{t('office:entry.noPhoto')}</p>
      ) : null}
      <SummaryList
        answers={[
          { label: t('office:entry.surname'), value: entry.surname },
          { label: t('office:entry.givenNames'), value: entry.givenNames },
          {
            label: t('office:entry.sex'),
            value: entry.sex ? t(entry.sex === 'F' ? 'office:entry.sexF' : 'office:entry.sexM') : null,
          },
          {
            label: t('office:entry.birth'),
            value: (
              <>
                {entry.birthDate ? <DateText value={entry.birthDate} /> : null}
                {entry.birthPlace ? ` · ${entry.birthPlace}` : null}
              </>
            ),
          },
          {
            label: t('office:entry.nationality'),
            value: entry.nationality ? countries.of(entry.nationality) : null,
          },
          ...(entry.nationalId === null
            ? []
            : [{ label: t('entries:nationalId.short'), value: entry.nationalId }]),
          ...(entry.earlierDiploma === null
            ? []
            : [{ label: t('entries:diploma.title'), value: <DiplomaText diploma={entry.earlierDiploma} /> }]),
          ...(entry.attempt === null ? [] : [{ label: t('entries:attempt.short'), value: entry.attempt }]),
          {
            label: t('office:filter.series'),
            value: `${entry.series ?? ''} · ${entry.seriesName?.[locale] ?? ''}`,
          },
          { label: t('office:entry.options'), value: options || t('office:entry.noOptions') },
          { label: t('office:entry.sport'), value: t(entry.fit ? 'office:entry.fit' : 'office:entry.unfit') },
          { label: t('office:entries.school'), value: entry.schoolName ?? t('office:entries.free') },
          { label: t('office:filter.region'), value: entry.regionName },
          { label: t('office:entry.contact'), value: entry.contact ?? '–' },
          ...(entry.seat ? [{ label: t('office:entry.seat'), value: <SeatText seat={entry.seat} /> }] : []),
        ]}
      />
    </section>
  );
}

function DiplomaText({ diploma }: { diploma: NonNullable<EntryRead['earlierDiploma']> }) {
  const { exam, year, number } = diploma;
  return <>{[exam, year, number].filter((part) => part !== null).join(' · ')}</>;
}

function SeatText({ seat }: { seat: NonNullable<EntryRead['seat']> }) {
  const t = useT();
  const { tableNumber, centre, room, seat: number } = seat;
  const values = { table: tableNumber, centre: centre ?? '', room: room ?? '', seat: number };
  return <>{t('office:entry.seatText', values)}</>;
}
