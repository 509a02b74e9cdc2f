import { findScanTarget } from '#app/domain/verification/scan-target.ts';
import { PICTURE_EVENT, readFormFacts, SCAN_EVENT, TEXT_EVENT } from './form-facts.ts';
import { cloneTemplate, fillSlot } from './page-parts.ts';
import { openQrReader, type QrReader } from './read-qr.ts';

/** Loaded on the first tap: the camera, pictures and pasted text. What they show stays on this device. */
const facts = readFormFacts();
const scanner = document.querySelector<HTMLElement>('#scanner');
/** Wider makes a slow phone slower, and a code at arm's length no easier. */
const WIDEST_FRAME = 1280;
const WIDEST_PICTURE = 2400;

let opened: Promise<QrReader> | undefined;
function reader(): Promise<QrReader> {
  opened ??= openQrReader(facts.scripts.wasm).catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

function say(part: string | null): void {
  for (const words of document.querySelectorAll<HTMLElement>('[data-say]'))
    words.hidden = words.dataset.say !== part;
}

/** Goes to the document, or says why not: a foreign site by its name, several documents, no document. */
function follow(texts: readonly string[]): void {
  const targets = texts.map((text) => findScanTarget(text, facts.officialHost));
  const paths = new Set(targets.flatMap((target) => (target.to === 'document' ? [target.path] : [])));
  const [found] = paths;
  // Of two documents in one picture neither is opened: one could lend the other its answer.
  if (found !== undefined && paths.size === 1) {
    open(found);
    return;
  }
  const foreign = targets.find((target) => target.to === 'foreign');
  const words = paths.size > 1 ? 'several' : foreign ? 'foreign' : 'unreadable';
  const refused = cloneTemplate(`[data-words="${words}"]`);
  const place = document.querySelector<HTMLElement>('#refused');
  if (!refused || !place) return;
  if (foreign) fillSlot(refused, 'host', foreign.host);
  place.replaceChildren(refused);
  place.focus();
}

function open(target: string): void {
  const [path = '', digits = ''] = target.split('#');
  location.assign(`${path}?lang=${facts.language}${digits === '' ? '' : `#${digits}`}`);
}

function drawn(
  source: CanvasImageSource,
  width: number,
  height: number,
  widest: number,
): ImageData | undefined {
  const scale = Math.min(1, widest / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(source, 0, 0, canvas.width, canvas.height);
  return context?.getImageData(0, 0, canvas.width, canvas.height);
}

async function scan(): Promise<void> {
  const video = scanner?.querySelector('video');
  const view = scanner?.querySelector<HTMLElement>('[data-part="view"]');
  if (!video || !view) return;
  const read = await reader().catch(() => undefined);
  if (!read) return say('failed');
  const wanted = { video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false };
  const stream = await navigator.mediaDevices.getUserMedia(wanted).catch(() => undefined);
  if (!stream) return say('denied');
  document.querySelector('#refused')?.replaceChildren();
  view.hidden = false;
  video.srcObject = stream;
  await video.play().catch(() => undefined);
  let going = true;
  const stop = () => {
    going = false;
    for (const track of stream.getTracks()) track.stop();
    view.hidden = true;
  };
  view.querySelector('[data-act="stop"]')?.addEventListener('click', stop, { once: true });
  window.addEventListener('pagehide', stop, { once: true });
  const look = async (): Promise<void> => {
    if (!going) return;
    const frame = drawn(video, video.videoWidth, video.videoHeight, WIDEST_FRAME);
    const texts = frame && frame.width > 1 ? await read(frame).catch(() => []) : [];
    if (texts.length > 0 && going) {
      stop();
      follow(texts);
      return;
    }
    requestAnimationFrame(() => void look());
  };
  await look();
}

async function readPicture(file: File): Promise<void> {
  const read = await reader().catch(() => undefined);
  if (!read) return say('failed');
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (!bitmap) {
    const input = document.querySelector<HTMLInputElement>('input[name="file"]');
    if (input) input.dataset.failed = file.name;
    return say('pictureFailed');
  }
  // A code that is small on a large page is lost when the page is made small; one that fills it, when it is left large.
  for (const widest of [WIDEST_PICTURE, 1000]) {
    const picture = drawn(bitmap, bitmap.width, bitmap.height, widest);
    const texts = picture ? await read(picture).catch(() => []) : [];
    if (texts.length > 0) {
      follow(texts);
      return;
    }
  }
  say('pictureNone');
}

const detailOf = (event: Event): unknown => (event instanceof CustomEvent ? event.detail : undefined);

window.addEventListener(SCAN_EVENT, () => void scan());
window.addEventListener(PICTURE_EVENT, (event) => {
  const file = detailOf(event);
  if (file instanceof File) void readPicture(file);
});
window.addEventListener(TEXT_EVENT, (event) => follow([String(detailOf(event))]));
