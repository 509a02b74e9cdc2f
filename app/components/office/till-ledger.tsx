import { DataTable } from '#app/components/data-table.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Money } from '#app/components/values.tsx';
import type { Translate } from '#app/i18n/translate.ts';
import { useT } from '#app/i18n/use-t.tsx';
import type { loadLedger } from '#app/queries/office/load-till.server.ts';
import { providerName } from './state-tags.tsx';

type Props = { readonly ledger: Awaited<ReturnType<typeof loadLedger>> };

/** Accounts by their balance, currency by currency: each table's last line is zero. */
export function Ledger({ ledger: { balances, matches } }: Props) {
  const t = useT();
  const currencies = [...new Set(balances.map(({ currency }) => currency))];
  if (currencies.length === 0) return null;
  return (
    <section>
      <h2>{t('office:till.ledger')}</h2>
      <p>{t('office:till.ledgerText')}</p>
      {currencies.map((currency) => {
        const rows = balances.filter((row) => row.currency === currency);
        const sum = rows.reduce((all, { amount }) => all + amount, 0n);
        return (
          <DataTable
            key={currency}
            caption={`${t('office:till.ledger')} · ${currency}`}
            columns={[
              {
                key: 'account',
                header: t('office:till.account'),
                heading: true,
                cell: ({ account }) => nameOf(t, account),
              },
              {
                key: 'amount',
                header: t('office:till.balance'),
                align: 'end',
                cell: ({ amount }) => <Money amount={{ minor: amount, currency }} />,
              },
            ]}
            rows={rows}
            rowKey={({ account }) => account}
            foot={[t('office:till.sum'), <Money key="sum" amount={{ minor: sum, currency }} />]}
          />
        );
      })}
      <Notice
        tone={matches ? 'good' : 'bad'}
        title={t(matches ? 'office:till.matches' : 'office:till.differs')}
      />
    </section>
  );
}

const NAMES = {
  receivable: 'office:till.receivable',
  suspense: 'office:till.suspenseAccount',
  'income:fees': 'office:till.fees',
  'income:unclaimed': 'office:till.unclaimed',
  credit: 'money:account.credit',
  refund: 'money:account.refund',
  till: 'money:account.till',
  'expense:providerFees': 'money:account.providerFees',
  'expense:waivers': 'money:account.waivers',
  'expense:losses': 'money:account.losses',
} as const;

function nameOf(t: Translate, account: string): string {
  const known = Object.entries(NAMES).find(([name]) => name === account)?.[1];
  if (known) return t(known);
  if (account.startsWith('bank:')) return t('money:account.bank', { name: account.slice('bank:'.length) });
  return account.startsWith('provider:')
    ? t('office:till.provider', { name: providerName(t, account.slice('provider:'.length)) })
    : account;
}
