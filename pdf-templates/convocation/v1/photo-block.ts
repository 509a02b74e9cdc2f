import { type Block, writeLabel } from '../../kit/v1/blocks.ts';
import { drawOutline } from '../../kit/v1/draw-ornament.ts';
import { drawPicture, type Picture } from '../../kit/v1/picture.ts';
import { MARGIN, mm, PAGE, type Sheet, tagged } from '../../kit/v1/sheet.ts';
import { CONVOCATION } from './words.ts';

/** An identity photo's usual size. */
export const PHOTO = { width: mm(28), height: mm(36) } as const;

/** The candidate's photo against the right margin, whole and undistorted, or an empty frame to paste one in. */
export function photoBlock(sheet: Sheet, photo: Picture | undefined): Block {
  const left = PAGE.width - MARGIN - PHOTO.width;
  const draw = (top: number) => {
    if (photo) {
      const scale = Math.min(PHOTO.width / photo.width, PHOTO.height / photo.height);
      const width = photo.width * scale;
      const height = photo.height * scale;
      const x = left + (PHOTO.width - width) / 2;
      const y = top - PHOTO.height + (PHOTO.height - height) / 2;
      tagged(sheet, 'Figure', () => drawPicture(sheet, photo, { x, y, width, height }), {
        alt: CONVOCATION.photo.fr,
      });
    } else {
      writeLabel(sheet, { fr: CONVOCATION.photo.fr }, left + 4, top - 4, PHOTO.width - 8);
    }
    drawOutline(sheet, left, top, PHOTO.width, PHOTO.height, 0.5, sheet.palette.ink);
  };
  return { height: PHOTO.height, draw };
}
