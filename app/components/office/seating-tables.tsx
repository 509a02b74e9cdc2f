import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { DateText } from '#app/components/values.tsx';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import type { loadSeating } from '#app/queries/office/load-seating.server.ts';

type SeatingPage = Pick<
  NonNullable<Awaited<ReturnType<typeof loadSeating>>>,
  'rooms' | 'runs' | 'neighbours' | 'unplaced'
> & { readonly seated: number };

/** Who is left without a seat, and who sits beside a schoolmate. */
export function SeatingReport({ page }: { page: SeatingPage }) {
  const t = useT();
  const format = useFormat();
  if (page.seated === 0) return null;
  return (
    <section>
      <h2>{t('office:seating.report')}</h2>
      <SummaryList
        answers={[
          { label: t('office:seating.neighbours'), value: format.number(page.neighbours) },
          { label: t('office:seating.unplaced'), value: format.number(page.unplaced.length) },
        ]}
      />
      <p className="small">{t('office:seating.neighboursText')}</p>
      {page.unplaced.length > 0 ? (
        <DataTable
          caption={t('office:seating.unplaced')}
          narrow="scroll"
          columns={[
            {
              key: 'number',
              header: t('office:entries.number'),
              heading: true,
              cell: ({ number }) => number,
            },
            {
              key: 'name',
              header: t('office:entries.candidate'),
              cell: ({ surname, givenNames }) => `${surname ?? ''} ${givenNames ?? ''}`,
            },
            { key: 'region', header: t('office:seating.region'), cell: ({ region }) => region },
          ]}
          rows={page.unplaced}
          rowKey={({ id }) => id}
        />
      ) : null}
    </section>
  );
}

export function RoomTable({ rooms }: { rooms: SeatingPage['rooms'] }) {
  const t = useT();
  const format = useFormat();
  return (
    <section>
      <h2>{t('office:seating.rooms')}</h2>
      <DataTable
        caption={t('office:seating.rooms')}
        captionHidden
        narrow="scroll"
        columns={[
          { key: 'room', header: t('office:seating.room'), heading: true, cell: ({ room }) => room },
          {
            key: 'centre',
            header: t('office:seating.centre'),
            cell: ({ centre, centreCode }) => `${centreCode} · ${centre}`,
          },
          { key: 'region', header: t('office:seating.region'), cell: ({ region }) => region },
          {
            key: 'seated',
            header: t('office:seating.seated'),
            align: 'end',
            cell: ({ seated }) => format.number(seated),
          },
          {
            key: 'capacity',
            header: t('office:seating.seats'),
            align: 'end',
            cell: ({ capacity }) => format.number(capacity),
          },
          {
            key: 'tables',
            header: t('office:seating.tables'),
            cell: ({ first, last }) =>
              first !== null && last !== null ? t('office:seating.tablesText', { first, last }) : null,
          },
          { key: 'jury', header: t('office:seating.jury'), align: 'end', cell: ({ jury }) => jury },
        ]}
        rows={rooms}
        rowKey={({ id }) => id}
        foot={[
          t('office:sitting.sum'),
          null,
          null,
          format.number(rooms.reduce((sum, { seated }) => sum + seated, 0)),
          format.number(rooms.reduce((sum, { capacity }) => sum + capacity, 0)),
          null,
          null,
        ]}
        empty={<EmptyState title={t('office:seating.noRooms')} />}
      />
    </section>
  );
}

/** Every draw with its seed: with the same candidates it gives the same seats. */
export function Runs({ runs }: { runs: SeatingPage['runs'] }) {
  const t = useT();
  const format = useFormat();
  if (runs.length === 0) return null;
  return (
    <section>
      <h2>{t('office:seating.runs')}</h2>
      <p>{t('office:seating.seedText')}</p>
      <DataTable
        caption={t('office:seating.runs')}
        captionHidden
        narrow="scroll"
        columns={[
          {
            key: 'at',
            header: t('office:seating.when'),
            heading: true,
            cell: ({ at }) => <DateText value={at} style="time" />,
          },
          { key: 'who', header: t('office:seating.who'), cell: ({ actor }) => actor },
          { key: 'seed', header: t('office:seating.seed'), cell: ({ detail }) => <code>{detail.seed}</code> },
          {
            key: 'added',
            header: t('office:seating.added'),
            align: 'end',
            cell: ({ detail }) => format.number(Number(detail.added ?? 0)),
          },
        ]}
        rows={runs}
        rowKey={({ seq }) => String(seq)}
      />
    </section>
  );
}
