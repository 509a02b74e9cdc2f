import type { Translate } from '#app/i18n/translate.ts';
import type { HeadcountLine, HeadcountTable } from '#app/queries/followup/load-headcounts.server.ts';

/** What a line of a table is called, on the page and in its export. */
export function lineName(t: Translate, dimension: HeadcountTable['dimension'], line: HeadcountLine): string {
  if (line.name === null) {
    const free = dimension === 'school' || dimension === 'commune';
    return free ? t('followUp:freeCandidates') : t('followUp:unsaid');
  }
  if (dimension === 'sex') return t(line.name === 'F' ? 'followUp:girls' : 'followUp:boys');
  if (dimension === 'state') return STATES[line.name] ? t(STATES[line.name] ?? 'followUp:unsaid') : line.name;
  return line.name;
}

const STATES: Readonly<Record<string, Parameters<Translate>[0]>> = {
  draft: 'states:entry.draft',
  submitted: 'states:entry.submitted',
  paid: 'states:entry.paid',
  validated: 'states:entry.validated',
  returned: 'states:entry.returned',
  rejected: 'states:entry.rejected',
  withdrawn: 'states:entry.withdrawn',
};
