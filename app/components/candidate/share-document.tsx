import { SHARE_SPANS, type ShareState } from '#app/domain/documents/share-link.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { SubmitButton } from '../buttons.tsx';
import { RadioGroup } from '../choice-fields.tsx';
import { DateField } from '../date-field.tsx';
import type { FieldOf } from '../form-fields.ts';
import { Notice } from '../notice.tsx';
import { DateText } from '../values.tsx';

/** The link, once: nothing keeps it. */
export function ShareMade({ href, expiresAt }: { href: string; expiresAt: Date }) {
  const t = useT();
  const format = useFormat();
  return (
    <Notice tone="good" live title={t('documentLife:share.made')}>
      <p>
        <input readOnly value={href} dir="ltr" aria-label={t('documentLife:share.made')} />
      </p>
      <p>
        <a href={href}>{t('documentLife:share.try')}</a>
      </p>
      <p>
        {t('documentLife:share.ends', { date: format.dateTime(expiresAt) })}{' '}
        {t('documentLife:share.madeText')}
      </p>
    </Notice>
  );
}

export function ShareForm({ field }: { field: FieldOf }) {
  const t = useT();
  const span = field('span');
  return (
    <section aria-labelledby="share">
      <h2 id="share">{t('documentLife:share.title')}</h2>
      <p>{t('documentLife:share.lead')}</p>
      <form method="post" noValidate>
        <input type="hidden" name="intent" value="share" />
        <RadioGroup
          {...span}
          defaultValue={span.defaultValue || 'week'}
          label={t('documentLife:share.span')}
          choices={SHARE_SPANS.map((value) => ({ value, label: t(`documentLife:share.${value}`) }))}
        />
        <DateField
          {...field.date('until')}
          label={t('documentLife:share.until')}
          hint={t('documentLife:share.untilHint')}
        />
        <SubmitButton text={t('documentLife:share.submit')} />
      </form>
    </section>
  );
}

type Share = {
  readonly id: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly state: ShareState;
};

export function ShareLinks({ shares }: { shares: readonly Share[] }) {
  const t = useT();
  if (shares.length === 0) return <p>{t('documentLife:share.noLinks')}</p>;
  return (
    <section aria-labelledby="links">
      <h2 id="links">{t('documentLife:share.links')}</h2>
      <ul className="papers">
        {shares.map(({ id, createdAt, expiresAt, state }) => (
          <li key={id}>
            {t('documentLife:share.createdOn')} <DateText value={createdAt} style="time" />.{' '}
            {t('documentLife:share.endsOn')} <DateText value={expiresAt} style="time" />.{' '}
            <b>{t(`documentLife:share.state.${state}`)}</b>
            {state === 'open' ? (
              <form method="post">
                <input type="hidden" name="intent" value="withdraw" />
                <input type="hidden" name="shareId" value={id} />
                <SubmitButton kind="second" text={t('documentLife:share.withdraw')} />
              </form>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
