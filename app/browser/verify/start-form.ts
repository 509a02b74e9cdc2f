import { PICTURE_EVENT, readFormFacts, SCAN_EVENT, SCOPE, TEXT_EVENT } from './form-facts.ts';
import { keepFragment, loadScript } from './page-parts.ts';

/** The script of `/verify`: shows what needs a script, and loads the reader when somebody asks for it. */
const facts = readFormFacts();
const find = <E extends HTMLElement>(selector: string) => document.querySelector<E>(selector);

function say(part: string | null): void {
  for (const words of document.querySelectorAll<HTMLElement>('[data-say]'))
    words.hidden = words.dataset.say !== part;
}

function ask(event: string, detail?: unknown): void {
  say(null);
  loadScript(facts.scripts.scan).then(
    () => window.dispatchEvent(new CustomEvent(event, { detail })),
    () => say('failed'),
  );
}

function offerCamera(): void {
  const button = find<HTMLButtonElement>('[data-act="scan"]');
  if (!button || !navigator.mediaDevices?.getUserMedia) return;
  button.closest<HTMLElement>('[data-scripted]')?.removeAttribute('hidden');
  button.addEventListener('click', () => ask(SCAN_EVENT));
}

/** A picture is read here; a PDF, or a picture that this browser cannot open, goes to the office. */
function readPicturesHere(): void {
  const input = find<HTMLInputElement>('input[name="file"]');
  input?.form?.addEventListener('submit', (event) => {
    const file = input.files?.[0];
    if (!file?.type.startsWith('image/') || input.dataset.failed === file.name) return;
    event.preventDefault();
    ask(PICTURE_EVENT, file);
  });
}

function readTextHere(): void {
  const field = find<HTMLTextAreaElement>('textarea[name="text"]');
  field?.form?.addEventListener('submit', (event) => {
    if (field.value.trim() === '') return;
    event.preventDefault();
    ask(TEXT_EVENT, field.value);
  });
}

/** Nothing is downloaded for use without a network until somebody asks, or has asked before. */
async function offerToKeep(): Promise<void> {
  const part = find('[data-scripted="keep"]');
  if (!part || !('serviceWorker' in navigator) || !window.isSecureContext) return;
  const known = await navigator.serviceWorker.getRegistration(SCOPE).catch(() => undefined);
  part.removeAttribute('hidden');
  const start = () => loadScript(facts.scripts.keep);
  if (known || matchMedia('(display-mode: standalone)').matches) await start();
  else find('[data-act="keep"]')?.addEventListener('click', () => void start(), { once: true });
  window.addEventListener('appinstalled', () => void start(), { once: true });
}

keepFragment();
offerCamera();
readPicturesHere();
readTextHere();
void offerToKeep();
