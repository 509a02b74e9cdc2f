import type { staff as fr } from '../fr/staff.ts';
import type { SameShape } from '../same-shape.ts';

export const staff: SameShape<typeof fr> = {
  nav: { home: 'My sitting', main: 'Work', account: 'My account' },
  save: { saving: 'Saving…', saved: 'Saved', unsaved: 'Not saved', failed: 'Failed: not saved yet' },
  filter: {
    title: 'Filter',
    active_one: '{{count}} active filter',
    active_other: '{{count}} active filters',
  },
  job: {
    running: 'Running',
    done: 'Done',
    stopped: 'Stopped',
    failed: 'Failed',
    rate: '{{rate}} a minute',
    left: '{{duration}} left',
  },
};
