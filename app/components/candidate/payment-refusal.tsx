import { Notice } from '#app/components/notice.tsx';
import { useT } from '#app/i18n/use-t.tsx';

const KNOWN = [
  'card_declined',
  'expired_card',
  'insufficient_funds',
  'incorrect_cvc',
  'processing_error',
  'authentication_required',
] as const;

/** Why the provider refused the last attempt, in words; a code we have no words for is "not accepted". */
export function PaymentRefusal({ code }: { code: string }) {
  const t = useT();
  const known = KNOWN.find((one) => one === code);
  return (
    <Notice tone="warn" title={t('candidate:payment.lastRefused')}>
      <p>{t(`candidate:back.reason.${known ?? 'other'}`)}</p>
    </Notice>
  );
}
