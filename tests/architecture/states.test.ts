import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CLAIM_TABLE, ROUND_TABLE } from '#app/domain/deliberation/round-states.ts';
import { DELIBERATION_TABLE } from '#app/domain/deliberation/states.ts';
import { DOCUMENT_CHANGE_TABLE } from '#app/domain/documents/states.ts';
import {
  INVOICE_TABLE,
  PAYMENT_TABLE,
  REFUND_TABLE,
  SCHOOL_INVOICE_TABLE,
  TILL_TABLE,
  WAIVER_TABLE,
} from '#app/domain/fees/states.ts';
import { BUNDLE_TABLE, MODERATION_TABLE, REOPENING_TABLE } from '#app/domain/marking/states.ts';
import { DRAFT_TABLE } from '#app/domain/publication/states.ts';
import { IMPORT_TABLE } from '#app/domain/registration/import/states.ts';
import { ENTRY_TABLE } from '#app/domain/registration/states.ts';
import { nextState, type StateTable } from '#app/domain/shared/state-table.ts';
import { SITTING_TABLE } from '#app/domain/sitting/states.ts';

type AnyTable = StateTable<string, string>;

const TABLES: Readonly<Record<string, AnyTable>> = {
  sitting: SITTING_TABLE,
  entry: ENTRY_TABLE,
  invoice: INVOICE_TABLE,
  'school invoice': SCHOOL_INVOICE_TABLE,
  payment: PAYMENT_TABLE,
  refund: REFUND_TABLE,
  waiver: WAIVER_TABLE,
  till: TILL_TABLE,
  import: IMPORT_TABLE,
  bundle: BUNDLE_TABLE,
  'bundle reopening': REOPENING_TABLE,
  moderation: MODERATION_TABLE,
  deliberation: DELIBERATION_TABLE,
  publication: DRAFT_TABLE,
  round: ROUND_TABLE,
  claim: CLAIM_TABLE,
  'document change': DOCUMENT_CHANGE_TABLE,
};

const DOCUMENT = new URL('../../docs/states.md', import.meta.url);

function reachable(table: AnyTable): Set<string> {
  const reached = new Set([table.initial]);
  for (const state of reached) {
    for (const { from, to } of table.transitions) if (from === state) reached.add(to);
  }
  return reached;
}

/** docs/states.md as the tables stand now: one Mermaid diagram and one table a noun. */
function draw(): string {
  const parts = Object.entries(TABLES).map(([noun, table]) => {
    const arrows = table.transitions.map(({ from, event, to }) => `  ${from} --> ${to}: ${event}`);
    const rows = table.transitions.map(
      ({ from, event, to, who }) => `| ${from} | ${event} | ${to} | ${who.join(', ')} |`,
    );
    return `## ${noun}\n\n\`\`\`mermaid\nstateDiagram-v2\n  [*] --> ${table.initial}\n${arrows.join('\n')}\n\`\`\`\n\n| from | event | to | who |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# States\n\nDrawn from the tables in \`app/domain\` by \`tests/architecture/states.test.ts\`; \`UPDATE_STATES=1 npm run test:unit\` draws it again.\n\n${parts.join('\n')}`;
}

describe.each(Object.entries(TABLES))('%s', (_, table) => {
  it('reaches every state it names', () => {
    expect([...reachable(table)].sort()).toEqual([...table.states].sort());
  });

  it('has one answer to an event in a state, and says who may cause it', () => {
    const pairs = table.transitions.map(({ from, event }) => `${from}/${event}`);
    expect(new Set(pairs).size).toBe(pairs.length);
    expect(table.transitions.every(({ who }) => who.length > 0)).toBe(true);
  });

  it('refuses what is not in it', () => {
    expect(nextState(table, table.initial, 'no such event')).toMatchObject({
      ok: false,
      reason: 'state.refused',
    });
  });
});

it('would notice a state that nothing leads to', () => {
  const lost: AnyTable = { initial: 'a', states: ['a', 'b'], transitions: [] };
  expect(reachable(lost).has('b')).toBe(false);
});

it('docs/states.md shows the tables as they are', () => {
  if (process.env['UPDATE_STATES']) writeFileSync(DOCUMENT, draw());
  expect(readFileSync(DOCUMENT, 'utf8')).toBe(draw());
});
