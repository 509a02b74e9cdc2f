import sharp from 'sharp';
import type { Ctx } from '#app/services/context.ts';

const COATS = ['#1f4d36', '#7a4a21', '#2d4a6b', '#6b2d4f', '#4d4d1f', '#3b3b3b'];
const FACES = ['#6f4a2f', '#5a3a24', '#81593b', '#4a2f1d', '#8f6848', '#63422b'];

/** Drawn likenesses: the demonstration shows no real person. Returns their keys in storage. */
export async function seedPhotos(ctx: Ctx): Promise<string[]> {
  const keys: string[] = [];
  for (const [index, coat] of COATS.entries()) {
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="413" height="531" viewBox="0 0 413 531">
      <rect width="413" height="531" fill="#e8e4da"/>
      <path d="M36 531c8-120 70-168 170-168s163 48 171 168z" fill="${coat}"/>
      <rect x="168" y="300" width="78" height="90" rx="36" fill="${FACES[index]}"/>
      <ellipse cx="207" cy="220" rx="88" ry="112" fill="${FACES[index]}"/>
      <path d="M116 214c-6-92 40-132 92-132s98 38 91 132c-20-46-40-60-91-60s-76 18-92 60z" fill="#1d1613"/>
    </svg>`;
    const jpeg = await sharp(Buffer.from(drawing)).jpeg({ quality: 80 }).toBuffer();
    const key = `photos/demo/${index + 1}.jpg`;
    await ctx.adapters.storage.put(key, new Uint8Array(jpeg), 'image/jpeg');
    keys.push(key);
  }
  return keys;
}
