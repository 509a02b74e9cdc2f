import type { BulkKind } from '#app/domain/documents/bulk-kinds.ts';
import type { BulkKindRules } from './bulk-kind.ts';
import { convocationKind } from './convocation-kind.server.ts';
import { resultKind } from './result-kinds.server.ts';

/** How each kind is issued to a whole sitting. */
const RULES: Readonly<Record<BulkKind, BulkKindRules>> = {
  convocation: asAny(convocationKind),
  transcript: asAny(resultKind('transcript')),
  passCertificate: asAny(resultKind('passCertificate')),
  diploma: asAny(resultKind('diploma')),
};

/** How a kind is issued: the one table that a new kind is written into. */
export function bulkRules(kind: BulkKind): BulkKindRules {
  return RULES[kind];
}

/** Rows go from a kind's own `load` to its own `judge`, and nobody else looks at them. */
function asAny<Row>(rules: BulkKindRules<Row>): BulkKindRules {
  return {
    ...rules,
    judge: (ctx, tx, slice) => rules.judge(ctx, tx, { ...slice, rows: slice.rows as readonly Row[] }),
  };
}
