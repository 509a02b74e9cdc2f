import type { Locale } from '#app/i18n/locale.ts';
import type { Translate } from '#app/i18n/translate.ts';
import type { SheetWords } from './sheet-facts.ts';

export const decimalSign = (locale: Locale): ',' | '.' => (locale === 'fr' ? ',' : '.');

/** The sentences of the sheet's script, in the page's language. */
export function sheetWords(t: Translate): SheetWords {
  return {
    saved: t('marks:row.saved'),
    incomplete: t('marks:row.incomplete'),
    waiting: t('marks:row.waiting'),
    saving: t('marks:row.saving'),
    reason: t('marks:row.reason'),
    stale: t('marks:row.stale'),
    staleEmpty: t('marks:row.staleEmpty'),
    keepMine: t('marks:row.keepMine'),
    takeTheirs: t('marks:row.takeTheirs'),
    unreadable: t('marks:row.unreadable'),
    withWord: t('marks:row.withWord'),
    aboveTotal: t('marks:row.aboveTotal'),
    emptied: t('marks:row.emptied'),
    refused: t('marks:row.refused'),
    allSaved: t('marks:bar.allSaved'),
    nothingYet: t('marks:bar.nothingYet'),
    someWaiting: t('marks:bar.someWaiting'),
    someProblems: t('marks:bar.someProblems'),
    askReason: t('marks:bar.askReason'),
    offline: t('marks:bar.offline'),
    signedOut: t('marks:bar.signedOut'),
    closed: t('marks:bar.closed'),
    pasted: t('marks:bar.pasted'),
    tooMuch: t('marks:bar.tooMuch'),
    restored: t('marks:bar.restored'),
  };
}
