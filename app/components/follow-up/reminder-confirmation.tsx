import { ButtonRow, LinkButton, SubmitButton } from '#app/components/buttons.tsx';
import { useT } from '#app/i18n/use-t.tsx';
import type { ReminderFigures } from './reminder-table.tsx';

type Props = {
  readonly chosen: Pick<ReminderFigures, 'audience'> & {
    readonly subject: string;
    readonly text: string;
    readonly sms: string;
  };
  readonly preview: ReminderFigures;
  readonly path: string;
};

/** How many messages would leave, in what words, and the one button that sends them. */
export function ReminderConfirmation({ chosen, preview, path }: Props) {
  const t = useT();
  const { waiting, unreachable } = preview;
  return (
    <section className="ask" aria-labelledby="ask-title">
      <h2 id="ask-title">
        {waiting > 0
          ? t('followUp:reminders.confirmTitle', { count: waiting })
          : t('followUp:reminders.nobodyTitle')}
      </h2>
      <p>
        <b>{t(`followUp:reminders.to.${chosen.audience}`)}.</b>{' '}
        {unreachable > 0 ? t('followUp:reminders.notReached', { count: unreachable }) : null}
      </p>
      {waiting > 0 ? (
        <>
          <h3>{t('followUp:reminders.mail')}</h3>
          <blockquote>
            <b>{chosen.subject}</b>
            {chosen.text.split('\n\n').map((part) => (
              <p key={part}>{part}</p>
            ))}
          </blockquote>
          <h3>{t('followUp:reminders.sms', { count: chosen.sms.length })}</h3>
          <blockquote>{chosen.sms}</blockquote>
          <form method="post" action={path}>
            <input type="hidden" name="audience" value={chosen.audience} />
            <ButtonRow>
              <SubmitButton text={t('followUp:reminders.confirm')} />
              <LinkButton kind="second" href={path} text={t('followUp:reminders.cancel')} />
            </ButtonRow>
          </form>
        </>
      ) : (
        <p>{t('followUp:reminders.nobodyText')}</p>
      )}
    </section>
  );
}
