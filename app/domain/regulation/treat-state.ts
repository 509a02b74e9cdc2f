import type { MarkState } from '../shared/mark.ts';
import type { Regulation } from './schema.ts';
import type { Treatment } from './trace.ts';

/** What a regulation does with a paper in each state: an absence or a fraud is 0, or out of the sum, or excludes. */
export function treatmentOf(state: MarkState, states: Regulation['states']): Treatment {
  switch (state) {
    case 'mark':
      return 'counted';
    case 'absent':
      return states.absent === 'leaves' ? 'left' : states.absent === 'zero' ? 'zero' : 'excludes';
    case 'fraud':
      return states.fraud === 'zero' ? 'zero' : 'excludes';
    case 'excused':
    case 'exempt':
      return 'left';
    case 'notDue':
      return 'notDue';
    case 'awaited':
      return 'awaited';
  }
}
