import { LinkButton, SubmitButton } from '#app/components/buttons.tsx';
import { CheckboxGroup, RadioGroup } from '#app/components/choice-fields.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { Notice } from '#app/components/notice.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import type { FormProblem } from '#app/http/forms.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import type { loadOwnRound } from '#app/queries/rounds/load-own-round.server.ts';

export type OwnRound = Omit<NonNullable<Awaited<ReturnType<typeof loadOwnRound>>>, 'roundId'>;
type Problem = FormProblem | undefined;
type NameOf = (code: string) => string;

function Until({ choicesUntil }: Pick<OwnRound, 'choicesUntil'>) {
  const t = useT();
  const format = useFormat();
  if (choicesUntil === null) return null;
  return (
    <p>
      <strong>{t('rounds:mine.until', { when: format.dateTime(new Date(choicesUntil)) })}</strong>
    </p>
  );
}

/** Which papers of the second group; the next page has them checked. */
export function PaperQuestion(props: { round: OwnRound; problem: Problem; nameOf: NameOf }) {
  const { round, problem, nameOf } = props;
  const t = useT();
  const { papers, most } = round.choice;
  const chosen = round.papers.map(({ code }) => code);
  return (
    <form method="post" action="?">
      <p>{t('rounds:mine.secondGroup.lead', { count: most })}</p>
      <Until choicesUntil={round.choicesUntil} />
      <CheckboxGroup
        {...fieldsOf(problem).list('papers', chosen)}
        label={t('rounds:mine.secondGroup.question')}
        hint={t('rounds:mine.fallback')}
        choices={papers.map((value) => ({ value, label: nameOf(value) }))}
      />
      <SubmitButton name="intent" value="check" text={t('rounds:mine.next')} />
    </form>
  );
}

/** Whether somebody who passed sits the annulled paper again. */
export function ResitQuestion({ round, problem }: { round: OwnRound; problem: Problem }) {
  const t = useT();
  const said = round.chosen ? (round.papers.length > 0 ? 'yes' : 'no') : '';
  return (
    <form method="post" action="?">
      <p>{t('rounds:mine.resit.lead', { reason: round.reason })}</p>
      <Until choicesUntil={round.choicesUntil} />
      <RadioGroup
        {...fieldsOf(problem, { again: said })('again')}
        label={t('rounds:mine.resit.question')}
        hint={t('rounds:mine.resit.promise')}
        choices={(['yes', 'no'] as const).map((value) => ({ value, label: t(`rounds:mine.resit.${value}`) }))}
      />
      <SubmitButton name="intent" value="check" text={t('rounds:mine.next')} />
    </form>
  );
}

type ProgrammeProps = {
  readonly round: OwnRound;
  readonly nameOf: NameOf;
  /** The time to choose has passed, and marking hasn't started. */
  readonly over: boolean;
  readonly changeHref: string | null;
};

/** What is sat, when and where. */
export function Programme({ round, nameOf, over, changeHref }: ProgrammeProps) {
  const t = useT();
  const format = useFormat();
  const { papers, place } = round;
  return (
    <>
      {round.kind === 'resit' && round.compulsory ? <p>{t('rounds:mine.resit.must')}</p> : null}
      {round.kind === 'resit' && papers.length === 0 ? <p>{t('rounds:mine.resit.no')}</p> : null}
      {over && papers.length === 0 && round.kind === 'secondGroup' ? (
        <Notice tone="warn">
          {t('rounds:mine.over')} {t('rounds:mine.fallback')}
        </Notice>
      ) : null}
      {papers.length === 0 ? null : (
        <>
          <SummaryList
            answers={papers.map(({ code, startsAt }) => ({
              label: nameOf(code),
              value: startsAt
                ? t('rounds:mine.when', { when: format.dateTime(new Date(startsAt)) })
                : t('rounds:mine.whenLater'),
            }))}
          />
          <p>{t('rounds:mine.where', { centre: place.centre, table: place.tableNumber })}</p>
        </>
      )}
      {changeHref ? <LinkButton kind="second" href={changeHref} text={t('rounds:mine.change')} /> : null}
    </>
  );
}
