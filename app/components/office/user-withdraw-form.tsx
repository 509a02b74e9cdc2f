import { ButtonRow, LinkButton, SubmitButton } from '#app/components/buttons.tsx';
import { Notice } from '#app/components/notice.tsx';
import { useT } from '#app/i18n/use-t.tsx';
import type { listUsers } from '#app/queries/office/list-users.server.ts';

type Grant = Awaited<ReturnType<typeof listUsers>>['rows'][number]['grants'][number];

/** Second step of taking a role back: which, from whom, and a way out. */
export function WithdrawRole({ grant }: { grant: Grant & { readonly name: string } }) {
  const t = useT();
  const { id, name, role, place, organisation } = grant;
  return (
    <Notice tone="warn" title={t('office:users.withdrawTitle')}>
      <p>
        {name} · {t(`office:role.${role}`)} · {place ?? organisation}
      </p>
      <form method="post">
        <input type="hidden" name="grantId" value={id} />
        <ButtonRow>
          <SubmitButton kind="danger" name="intent" value="withdraw" text={t('office:users.withdraw')} />
          <LinkButton kind="second" href="/bureau/utilisateurs" text={t('common:action.cancel')} />
        </ButtonRow>
      </form>
    </Notice>
  );
}
