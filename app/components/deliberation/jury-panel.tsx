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
  /** Dossiers that still wait for a decision. */
  readonly waiting: number;
  readonly problem: FormProblem | undefined;
};

/** Who is appointed and present, and the seal. */
export function JuryPanel({ members, me, quorum, open, maySeal, waiting, problem }: Props) {
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
      {open ? <Missing members={members} quorum={quorum} /> : null}
      {open && maySeal ? <SealForm waiting={waiting} problem={problem} /> : null}
    </section>
  );
}

/** What the seal still wants, plainly. */
function Missing({ members, quorum }: Pick<Props, 'members' | 'quorum'>) {
  const t = useT();
  const present = members.filter((member) => member.present);
  const lacking = Math.max(0, quorum - present.length);
  const president = present.some((member) => member.president);
  return (
    <>
      <h3>{t('deliberation:toSeal')}</h3>
      <ul className="bare">
        {president ? null : (
          <li>
            <StateTag tone="warn" text={t('deliberation:needPresident')} />
          </li>
        )}
        {lacking > 0 ? (
          <li>
            <StateTag tone="warn" text={t('deliberation:needMembers', { count: lacking })} />
          </li>
        ) : null}
        {president && lacking === 0 ? (
          <li>
            <StateTag tone="good" text={t('deliberation:needNothing')} />
          </li>
        ) : null}
      </ul>
    </>
  );
}

function SealForm({ waiting, problem }: Pick<Props, 'waiting' | 'problem'>) {
  const t = useT();
  const error = problem?.errors.sure;
  return (
    <form method="post">
      <h2>{t('marking:jury.seal')}</h2>
      <p>{t('marking:jury.sealText')}</p>
      {waiting > 0 ? <p>{t('deliberation:sealWaiting', { count: waiting })}</p> : null}
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
