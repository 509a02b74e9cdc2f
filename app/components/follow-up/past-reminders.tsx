import { type Column, DataTable } from '#app/components/data-table.tsx';
import { DateText } from '#app/components/values.tsx';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import type { PastReminder } from '#app/queries/followup/list-reminders.server.ts';

/** Who sent which reminder to how many, and when. */
export function PastReminders({ past }: { past: readonly PastReminder[] }) {
  const t = useT();
  const format = useFormat();
  const columns: Column<PastReminder>[] = [
    {
      key: 'at',
      header: t('followUp:reminders.when'),
      heading: true,
      cell: ({ at }) => <DateText value={at} style="time" />,
    },
    { key: 'actor', header: t('followUp:reminders.who'), cell: ({ actor }) => actor },
    {
      key: 'audience',
      header: t('followUp:reminders.audience'),
      cell: ({ audience }) => (audience === 'deadlineMoved' ? '–' : t(`followUp:reminders.to.${audience}`)),
    },
    {
      key: 'people',
      header: t('followUp:reminders.people'),
      align: 'end',
      cell: ({ people }) => format.number(people),
    },
  ];
  return (
    <section>
      <h2>{t('followUp:reminders.past')}</h2>
      <DataTable
        caption={t('followUp:reminders.past')}
        captionHidden
        columns={columns}
        rows={past}
        rowKey={({ seq }) => String(seq)}
        empty={<p>{t('followUp:reminders.pastNone')}</p>}
      />
    </section>
  );
}
