import type { FormProblem } from '#app/http/forms.ts';
import { useT } from '#app/i18n/use-t.tsx';
import type { Member } from '#app/queries/jury/load-deliberation-page.server.ts';
import { SubmitButton } from '../buttons.tsx';
import { CheckboxGroup } from '../choice-fields.tsx';
import { DataTable } from '../data-table.tsx';
import { StateTag } from '../state-tag.tsx';

type Props = {
  readonly members: readonly Member[];
  readonly me: string;
  readonly quorum: number;
  readonly open: boolean;
  readonly maySeal: boolean;
  readonly problem: FormProblem | undefined;
};

/** Who is appointed and present, and the seal. */
export function JuryPanel({ members, me, quorum, open, maySeal, problem }: Props) {
  const t = useT();
  const present = members.filter((member) => member.present).length;
  const mine = members.find(({ id }) => id === me);
  return (
    <section aria-labelledby="members">
      <h2 id="members">{t('marking:jury.members')}</h2>
      <DataTable
        caption={t('marking:jury.members')}
        captionHidden
        rows={members}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', header: t('marking:jury.member'), heading: true, cell: ({ name }) => name },
          {
            key: 'role',
            header: t('marking:jury.role'),
            cell: ({ president }) => t(president ? 'marking:jury.president' : 'marking:jury.ordinary'),
          },
          {
            key: 'present',
            header: t('marking:jury.presence'),
            cell: (member) => (
              <StateTag
                tone={member.present ? 'good' : 'neutral'}
                text={t(member.present ? 'marking:jury.present' : 'marking:jury.absent')}
              />
            ),
          },
        ]}
      />
      <p>{t('marking:jury.quorum', { present, appointed: members.length, quorum })}</p>
      {open && mine && !mine.present ? (
        <form method="post">
          <SubmitButton text={t('marking:jury.join')} name="do" value="join" />
        </form>
      ) : null}
      {open && maySeal ? <SealForm problem={problem} /> : null}
    </section>
  );
}

function SealForm({ problem }: Pick<Props, 'problem'>) {
  const t = useT();
  const error = problem?.errors.sure;
  return (
    <form method="post">
      <h2>{t('marking:jury.seal')}</h2>
      <p>{t('marking:jury.sealText')}</p>
      <CheckboxGroup
        name="sure"
        label={t('common:action.confirm')}
        {...(error ? { error } : {})}
        choices={[{ value: 'yes', label: t('marking:jury.sealConfirm') }]}
      />
      <SubmitButton text={t('marking:jury.seal')} name="do" value="seal" />
    </form>
  );
}
