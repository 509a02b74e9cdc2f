import { isMessageTemplate } from '#app/domain/messages/templates.ts';
import { money } from '#app/domain/shared/money.ts';
import { formatter } from '#app/i18n/format.ts';
import { DEFAULT_LOCALE, isLocale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translate.ts';

export type StoredMessage = {
  readonly template: string;
  readonly values: Readonly<Record<string, string>>;
  readonly locale: string;
};

export type RenderedMessage = { readonly subject: string; readonly text: string; readonly sms: string };

/**
 * The texts of a stored message in its own language; `path` becomes a full address under `origin`, minor units an
 * amount, a day the words for it. @throws RangeError for a template that is not in the catalogue.
 */
export function renderMessage(stored: StoredMessage, origin: string): RenderedMessage {
  const { template } = stored;
  if (!isMessageTemplate(template)) throw new RangeError(`no message template ${template}`);
  const locale = isLocale(stored.locale) ? stored.locale : DEFAULT_LOCALE;
  const t = translator(locale);
  const { path, amountMinor, currency, untilDay, ...said } = stored.values;
  const format = formatter(locale);
  const values = {
    ...said,
    ...(path === undefined ? {} : { link: `${origin}${path}` }),
    ...(amountMinor === undefined || currency === undefined
      ? {}
      : { amount: format.money(money(BigInt(amountMinor), currency)) }),
    // An SMS has no û for August: the day in figures.
    ...(untilDay === undefined
      ? {}
      : { until: format.date(untilDay), untilShort: format.shortDate(untilDay) }),
  };
  const say = (part: 'subject' | 'text' | 'sms') => t(`messages:${template}.${part}`, values);
  const text = [t('messages:greeting'), say('text'), `--\n${t('messages:signature')}\n${origin}`];
  return {
    subject: oneLine(say('subject')),
    text: text.join('\n\n'),
    sms: oneLine(say('sms')),
  };
}

/** No line break in a subject or an SMS, and the plain spaces that the GSM alphabet has. */
function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
