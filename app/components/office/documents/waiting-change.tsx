import { ButtonRow, SubmitButton } from '#app/components/buttons.tsx';
import { Notice } from '#app/components/notice.tsx';
import { DateText } from '#app/components/values.tsx';
import { useT } from '#app/i18n/use-t.tsx';
import type { WaitingChange as Waiting } from '#app/queries/documents/load-document-life.server.ts';

type Props = {
  readonly waiting: Waiting;
  /** What the reader may do about it. */
  readonly may: 'decide' | 'withdraw' | 'wait';
};

/** What is asked about this document, and its decision for whoever did not ask. */
export function WaitingChange({ waiting: { id, status, reason, name, at }, may }: Props) {
  const t = useT();
  const what = t(`documentLife:waiting.what.${status}`);
  return (
    <form method="post" noValidate>
      <Notice tone="warn" title={t('documentLife:waiting.text', { name, what })}>
        <p>
          {t('documentLife:waiting.since')} <DateText value={at} style="time" />
        </p>
        <p>
          {t('documentLife:waiting.reason')} : <q>{reason}</q>
        </p>
        {may === 'decide' ? null : (
          <p>{t(may === 'withdraw' ? 'documentLife:waiting.mine' : 'documentLife:waiting.other')}</p>
        )}
      </Notice>
      <input type="hidden" name="changeId" value={id} />
      {may === 'decide' ? (
        <ButtonRow>
          <SubmitButton
            kind={status === 'revoked' ? 'danger' : 'main'}
            name="intent"
            value="confirm"
            text={t(`documentLife:waiting.confirm.${status}`)}
          />
          <SubmitButton kind="second" name="intent" value="refuse" text={t('documentLife:waiting.refuse')} />
        </ButtonRow>
      ) : null}
      {may === 'withdraw' ? (
        <ButtonRow>
          <SubmitButton
            kind="second"
            name="intent"
            value="withdraw"
            text={t('documentLife:waiting.withdraw')}
          />
        </ButtonRow>
      ) : null}
    </form>
  );
}
