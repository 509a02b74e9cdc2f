import type { Drawing } from './page-ink.ts';
import { place, put, type Sheet } from './sheet.ts';

/** A JPEG that can be placed on a page. */
export type Picture = { readonly width: number; readonly height: number; readonly drawing: Drawing };

const pictures = new WeakMap<Uint8Array, Picture>();
/** Markers of a JPEG's frame, which tells its size; the three left out are tables. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
const SPACES: Readonly<Record<number, string>> = { 1: '/DeviceGray', 3: '/DeviceRGB', 4: '/DeviceCMYK' };

/** @throws RangeError for what is no JPEG */
export function readPicture(bytes: Uint8Array): Picture {
  const known = pictures.get(bytes);
  if (known) return known;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) throw new RangeError('an image is no JPEG');
  for (let at = 2; at + 9 < bytes.length; at += 2 + view.getUint16(at + 2)) {
    if (!isFrame(view.getUint16(at) & 0xff)) continue;
    const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
    const space = SPACES[view.getUint8(at + 9)];
    if (!space || width === 0 || height === 0) break;
    const inverted = space === '/DeviceCMYK' ? '/Decode[1 0 1 0 1 0 1 0]' : '';
    const dictionary = `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace${space}/BitsPerComponent ${view.getUint8(at + 4)}${inverted}/Filter/DCTDecode`;
    const picture = { width, height, drawing: { name: `P${nameOf(bytes)}`, dictionary, bytes } };
    pictures.set(bytes, picture);
    return picture;
  }
  throw new RangeError('an image is no JPEG');
}

/** Two pictures of one page are told apart by their length and a sum of their bytes. */
function nameOf(bytes: Uint8Array): string {
  let hash = bytes.length;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(36);
}

/** Draws a picture with its lower left corner at (x, y). */
export function drawPicture(
  sheet: Sheet,
  picture: Picture,
  {
    x,
    y,
    width,
    height,
  }: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): void {
  const round = (value: number) => Math.round(value * 100) / 100;
  put(sheet, 'q', `${round(width)} 0 0 ${round(height)} ${round(x)} ${round(y)} cm`);
  place(sheet, picture.drawing);
  put(sheet, 'Q');
}
