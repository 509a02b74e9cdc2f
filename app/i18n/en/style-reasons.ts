import type { styleReasons as fr } from '../fr/style-reasons.ts';
import type { SameShape } from '../same-shape.ts';

export const styleReasons: SameShape<typeof fr> = {
  style: {
    changedElsewhere:
      'Another version was saved since you opened this page. Load it again, then make your changes.',
    malformed: 'This text cannot be saved. Check it.',
  },
};
