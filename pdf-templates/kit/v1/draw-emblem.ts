import { drawLaurel } from './draw-ornament.ts';
import { drawPicture } from './picture.ts';
import { type Sheet, tagged } from './sheet.ts';

/** The office's arms, whole and undistorted in a square of twice `radius` around (x, y), or the laurel of the house. */
export function drawEmblem(sheet: Sheet, x: number, y: number, radius: number): void {
  const { arms } = sheet;
  if (!arms) {
    drawLaurel(sheet, x, y, radius);
    return;
  }
  const scale = (2 * radius) / Math.max(arms.width, arms.height);
  const width = arms.width * scale;
  const height = arms.height * scale;
  const corner = { x: x - width / 2, y: y - height / 2, width, height };
  tagged(sheet, 'Figure', () => drawPicture(sheet, arms, corner), { alt: 'Armoiries' });
}
