import sharp, { type Sharp } from 'sharp';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { ImagePort, PhotoRefusal, ReencodedPhoto } from './port.ts';

export const PHOTO_LIMITS = {
  megabytes: 5,
  megapixels: 40,
  smallestSide: 200,
  width: 600,
  height: 800,
} as const;

const MEGABYTE = 1024 * 1024;

type Box = { readonly width: number; readonly height: number };

/** An A4 page at about 170 dots an inch. */
const PAPER: Box = { width: 2000, height: 2000 };

export const sharpImages: ImagePort = {
  reencodePhoto,
  reencodePaper: (bytes) => reencode(bytes, PAPER),
  reencodeArms,
};

/** Twenty-three millimetres, as on a diploma, at about 300 dots an inch. */
const ARMS: Box = { width: 280, height: 280 };
const MOST_ARMS_BYTES = 8 * 1024;
const ARMS_QUALITIES = [92, 86, 80, 72, 64, 55, 45] as const;

/** As good as it can be in 8 KB: it is a part of each document of a sitting. */
async function reencodeArms(bytes: Uint8Array): Promise<Verdict<ReencodedPhoto, PhotoRefusal>> {
  let last: Verdict<ReencodedPhoto, PhotoRefusal> = refuse('photo.unreadable');
  for (const quality of ARMS_QUALITIES) {
    last = await reencode(bytes, ARMS, quality);
    if (!last.ok || last.value.bytes.length <= MOST_ARMS_BYTES) return last;
  }
  return last;
}

/** JPEG, PNG and WebP by content, whatever the file's name says; the result is upright, on white, without metadata. */
export async function reencodePhoto(bytes: Uint8Array): Promise<Verdict<ReencodedPhoto, PhotoRefusal>> {
  return reencode(bytes, PHOTO_LIMITS);
}

async function reencode(
  bytes: Uint8Array,
  box: Box,
  quality = 84,
): Promise<Verdict<ReencodedPhoto, PhotoRefusal>> {
  if (bytes.byteLength === 0) return refuse('photo.empty');
  if (bytes.byteLength > PHOTO_LIMITS.megabytes * MEGABYTE) {
    return refuse('photo.tooHeavy', { megabytes: PHOTO_LIMITS.megabytes });
  }
  const format = formatOf(bytes);
  if (!format) return refuse('photo.unsupportedType');
  const size = await sizeOf(bytes, format);
  if (!size) return refuse('photo.unreadable');
  if (size.width * size.height > PHOTO_LIMITS.megapixels * 1_000_000) {
    return refuse('photo.tooManyPixels', { megapixels: PHOTO_LIMITS.megapixels });
  }
  if (Math.min(size.width, size.height) < PHOTO_LIMITS.smallestSide) {
    return refuse('photo.tooSmall', { pixels: PHOTO_LIMITS.smallestSide });
  }
  return encode(bytes, box, quality);
}

function open(bytes: Uint8Array): Sharp {
  return sharp(bytes, { failOn: 'error', limitInputPixels: PHOTO_LIMITS.megapixels * 1_000_000 });
}

async function sizeOf(
  bytes: Uint8Array,
  format: string,
): Promise<{ width: number; height: number } | undefined> {
  try {
    // The pixel limit is checked by the caller, so that too many pixels and a broken file are told apart.
    const found = await sharp(bytes, { failOn: 'error', limitInputPixels: false }).metadata();
    return found.format === format ? { width: found.width, height: found.height } : undefined;
  } catch {
    return undefined;
  }
}

async function encode(
  bytes: Uint8Array,
  { width, height }: Box,
  quality: number,
): Promise<Verdict<ReencodedPhoto, PhotoRefusal>> {
  try {
    const { data, info } = await open(bytes)
      .timeout({ seconds: 10 })
      .autoOrient()
      .resize({
        width,
        height,
        fit: 'inside',
        withoutEnlargement: true,
      })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality })
      .toBuffer({ resolveWithObject: true });
    return accept({
      bytes: new Uint8Array(data),
      width: info.width,
      height: info.height,
      contentType: 'image/jpeg' as const,
    });
  } catch {
    return refuse('photo.unreadable');
  }
}

/** The signatures of the three formats; sharp must agree afterwards. */
function formatOf(bytes: Uint8Array): 'jpeg' | 'png' | 'webp' | undefined {
  const startsWith = (signature: readonly number[], at = 0) =>
    signature.every((byte, index) => bytes[at + index] === byte);
  if (startsWith([0xff, 0xd8, 0xff])) return 'jpeg';
  if (startsWith([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (startsWith([0x52, 0x49, 0x46, 0x46]) && startsWith([0x57, 0x45, 0x42, 0x50], 8)) return 'webp';
  return undefined;
}
