import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { SubmitButton } from '#app/components/buttons.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { decimalSign } from '#app/components/marking/sheet-words.ts';
import { passText } from '#app/components/marking/task-text.ts';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { StateTag } from '#app/components/state-tag.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { DateText, Mark } from '#app/components/values.tsx';
import { formatCode, parseCode } from '#app/domain/anonymity/code.ts';
import { cellsOf } from '#app/domain/marking/read-mark.ts';
import type { Resolution } from '#app/domain/marking/resolve.ts';
import { reasonMessage } from '#app/http/forms.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { loadScriptHistory, type ScriptHistory } from '#app/queries/office/load-script-history.server.ts';

export const handle: RouteHandle = { title: 'marks:history.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'bundle.manage');
  const typed = new URL(args.request.url).searchParams.get('code') ?? '';
  if (typed.trim() === '') return { typed, problem: null, found: null };
  const code = parseCode(typed);
  if (!code.ok) {
    const reason = code.reason === 'code.malformed' ? 'codeUnreadable' : 'codeCheckFailed';
    return { typed, problem: reasonMessage({ reason: `markImport.${reason}` }), found: null };
  }
  const found = await loadScriptHistory(ctx.db, ctx.actor, code.value);
  return { typed, problem: found ? null : 'marks:history.unknown', found: found ?? null };
}

export default function ScriptHistoryPage() {
  const t = useT();
  const { typed, problem, found } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading title={t('marks:history.title')} lead={t('marks:history.lead')} />
      <form method="get" className="filter">
        <TextField
          name="code"
          label={t('marks:history.code')}
          hint={t('marks:history.codeHint')}
          defaultValue={typed}
          width={10}
          autoCapitalize="characters"
          spellCheck={false}
          {...(problem ? { error: problem } : {})}
        />
        <SubmitButton text={t('marks:history.search')} kind="second" />
      </form>
      {found ? <History found={found} /> : null}
    </>
  );
}

function History({ found }: { found: ScriptHistory }) {
  const t = useT();
  const locale = useLocale();
  const { code, lines, marking, policy, number, position } = found;
  const place = t('marks:history.of', { paper: found.paper[locale], number, position });
  return (
    <section aria-labelledby="script">
      <p className="eyebrow">{found.sitting[locale]}</p>
      <h2 id="script">
        <span className="num">{formatCode(code)}</span> · {place}
      </h2>
      <Outcome outcome={found.outcome} />
      <DataTable
        caption={t('marks:history.list', { code: formatCode(code) })}
        captionHidden
        rows={lines}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('marks:history.none')} />}
        columns={[
          {
            key: 'when',
            header: t('marks:history.when'),
            heading: true,
            cell: ({ at }) => <DateText value={at} style="time" />,
          },
          {
            key: 'pass',
            header: t('marks:history.pass'),
            cell: ({ pass }) => (pass === 4 ? t('marks:history.moderation') : passText(t, policy, pass)),
          },
          {
            key: 'mark',
            header: t('marks:history.mark'),
            align: 'end',
            cell: ({ mark }) => <Mark mark={mark.value} />,
          },
          ...(marking.components
            ? [
                {
                  key: 'parts',
                  header: t('marks:history.parts'),
                  cell: ({ mark }: ScriptHistory['lines'][number]) => (
                    <span className="num">
                      {mark.parts
                        ? cellsOf(mark, marking, decimalSign(locale))
                            .map((cell) => cell || '–')
                            .join(' · ')
                        : ''}
                    </span>
                  ),
                },
              ]
            : []),
          { key: 'who', header: t('marks:history.who'), cell: ({ by }) => by },
          { key: 'reason', header: t('marks:history.reason'), cell: ({ reason }) => reason ?? '' },
        ]}
      />
    </section>
  );
}

function Outcome({ outcome }: { outcome: Resolution | undefined }) {
  const t = useT();
  if (outcome?.status === 'agreed')
    return (
      <Notice tone="good" title={t('marks:history.agreed')}>
        <Mark mark={outcome.value} />
      </Notice>
    );
  const [tone, word] =
    outcome?.status === 'disagreed' ? (['warn', 'disagreed'] as const) : (['neutral', 'awaited'] as const);
  return <StateTag tone={tone} text={t(`marks:history.${word}`)} />;
}
