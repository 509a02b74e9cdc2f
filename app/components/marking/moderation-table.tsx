import { formatShift } from '#app/domain/marking/moderate.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import type { ModerationLine } from '#app/queries/office/list-moderations.server.ts';
import type { MarkedPaper } from '#app/queries/office/load-marker-statistics.server.ts';
import { ButtonRow } from '../buttons.tsx';
import { DataTable } from '../data-table.tsx';
import { EmptyState } from '../empty-state.tsx';
import { StateTag, type Tone } from '../state-tag.tsx';

const TONES: Readonly<Record<ModerationLine['state'], Tone>> = {
  proposed: 'warn',
  applied: 'good',
  refused: 'neutral',
};

type Props = {
  readonly lines: readonly ModerationLine[];
  readonly papers: readonly MarkedPaper[];
  readonly me: string;
};

/** Every moderation of a sitting; those somebody else proposed wait for a decision here. */
export function ModerationTable({ lines, papers, me }: Props) {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const nameOf = ({ paperCode, round, bundles, shift }: ModerationLine) => {
    const paper = papers.find(({ code }) => code === paperCode)?.name[locale] ?? paperCode;
    const named = round > 1 ? t('scripts:round', { name: paper, round }) : paper;
    const points = t('scripts:moderation.shift', { shift: formatShift(shift, locale === 'en' ? '.' : ',') });
    const where =
      bundles.length === 0
        ? t('scripts:moderation.allBundles')
        : t('scripts:moderation.inBundles', { numbers: bundles.join(', ') });
    return `${named}, ${points}. ${where}`;
  };
  return (
    <DataTable
      caption={t('scripts:moderation.list')}
      rows={lines}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('scripts:moderation.none')} text={t('scripts:moderation.noneText')} />}
      columns={[
        { key: 'what', header: t('scripts:moderation.what'), heading: true, cell: nameOf },
        { key: 'reason', header: t('scripts:moderation.reason'), cell: ({ reason }) => reason },
        {
          key: 'proposed',
          header: t('scripts:moderation.proposedBy'),
          cell: ({ proposedBy, proposedAt }) => `${proposedBy}, ${format.dateTime(proposedAt)}`,
        },
        {
          key: 'state',
          header: t('scripts:moderation.state'),
          cell: ({ state }) => (
            <StateTag tone={TONES[state]} text={t(`scripts:moderation.states.${state}`)} />
          ),
        },
        {
          key: 'marks',
          header: t('scripts:moderation.marks'),
          align: 'end',
          cell: ({ changed, state }) => (state === 'applied' ? format.number(changed) : '–'),
        },
        {
          key: 'decided',
          header: t('scripts:moderation.decidedBy'),
          cell: (row) => <Decision line={row} what={nameOf(row)} me={me} />,
        },
      ]}
    />
  );
}

function Decision({ line, what, me }: { line: ModerationLine; what: string; me: string }) {
  const t = useT();
  const format = useFormat();
  if (line.decidedBy && line.decidedAt) return `${line.decidedBy}, ${format.dateTime(line.decidedAt)}`;
  if (line.proposedById === me) return t('scripts:moderation.waiting');
  return (
    <form method="post">
      <input type="hidden" name="moderationId" value={line.id} />
      <ButtonRow>
        <button
          type="submit"
          className="button"
          name="do"
          value="apply"
          aria-label={t('scripts:moderation.applyOf', { what })}
        >
          {t('scripts:moderation.apply')}
        </button>
        <button
          type="submit"
          className="button second"
          name="do"
          value="refuse"
          aria-label={t('scripts:moderation.refuseOf', { what })}
        >
          {t('scripts:moderation.refuse')}
        </button>
      </ButtonRow>
    </form>
  );
}
