import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import QRCode from 'qrcode';
import sharp from 'sharp';
import { prepareBrowser } from '#tests/setup/prepared-browser.ts';
import { layNetworkCable, type NetworkCable } from './network-cable.ts';

const FRAME = { width: 640, height: 480 };
const FRAMES = 10;

type Segment = { readonly mode: 'byte' | 'numeric'; readonly data: string };

/** A QR as a paper shows it: black on white, with its quiet zone, at the level the documents use. */
export function drawQr(segments: readonly Segment[], scale: number): Promise<Buffer> {
  const encoded = segments.map(({ mode, data }) =>
    mode === 'byte'
      ? { mode: 'byte' as const, data: new TextEncoder().encode(data) }
      : { mode: 'numeric' as const, data },
  );
  return QRCode.toBuffer(encoded, { errorCorrectionLevel: 'M', margin: 4, scale, type: 'png' });
}

/** A film of a paper held in front of a camera, slightly turned, on a grey table: Motion JPEG. */
async function film(segments: readonly Segment[]): Promise<Buffer> {
  const paper = await sharp(await drawQr(segments, 5))
    .rotate(4, { background: '#ffffff' })
    .resize({ height: FRAME.height - 40, fit: 'inside' })
    .toBuffer();
  const frame = await sharp({ create: { ...FRAME, channels: 3, background: '#8d8a83' } })
    .composite([{ input: paper }])
    .jpeg({ quality: 80 })
    .toBuffer();
  return Buffer.concat(Array.from({ length: FRAMES }, () => frame));
}

export type CameraPhone = {
  readonly context: BrowserContext;
  readonly cable: NetworkCable;
  close(): Promise<void>;
};

/** A phone whose camera sees the QR, in a browser of its own: a camera is chosen when a browser starts. */
export async function openCameraPhone(
  baseURL: string,
  segments: readonly Segment[],
  width = 360,
): Promise<CameraPhone> {
  const folder = await mkdtemp(path.join(tmpdir(), 'palmares-camera-'));
  const file = path.join(folder, 'paper.mjpeg');
  await writeFile(file, await film(segments));
  const cable = await layNetworkCable();
  const { executablePath, args, env } = await prepareBrowser();
  const browser: Browser = await chromium.launch({
    executablePath,
    proxy: cable.proxy,
    args: [
      ...args,
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${file}`,
    ],
    env: { ...process.env, ...env },
  });
  const context = await browser.newContext({
    baseURL,
    viewport: { width, height: 800 },
    locale: 'fr-FR',
    timezoneId: 'Africa/Porto-Novo',
    permissions: ['camera'],
  });
  return {
    context,
    cable,
    async close() {
      await browser.close();
      await cable.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
