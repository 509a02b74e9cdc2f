import { openDeviceStore } from './device-store.ts';
import { readFormFacts, SCOPE } from './form-facts.ts';
import { updateLists } from './known-lists.ts';
import { fillSlot } from './page-parts.ts';
import { formatDay } from './show-answer.ts';

const facts = readFormFacts();
const part = document.querySelector<HTMLElement>('[data-scripted="keep"]');

function show(state: 'offer' | 'working' | 'ready' | 'failed', asOf?: number): void {
  if (!part) return;
  if (asOf !== undefined) fillSlot(part, 'date', formatDay(asOf, facts.language));
  const shown: Readonly<Record<typeof state, readonly string[]>> = {
    offer: ['offer'],
    working: ['working'],
    ready: ['ready'],
    failed: asOf === undefined ? ['offer', 'failed'] : ['ready', 'failed'],
  };
  for (const one of part.querySelectorAll<HTMLElement>('[data-state]'))
    one.hidden = !shown[state].includes(one.dataset.state ?? '');
  part.dataset.shows = state;
}

/** Resolves when the worker has everything it answers with. */
async function install(): Promise<void> {
  const registration = await navigator.serviceWorker.register(facts.scripts.worker, { scope: SCOPE });
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  if (!worker) throw new Error('no worker');
  await new Promise<void>((resolve, reject) => {
    const look = () => {
      if (worker.state === 'activated') resolve();
      if (worker.state === 'redundant') reject(new Error('the worker could not be installed'));
    };
    worker.addEventListener('statechange', look);
    look();
  });
}

async function update(): Promise<void> {
  show('working');
  const store = await openDeviceStore();
  const installed = await install().then(
    () => true,
    () => navigator.serviceWorker.controller !== null,
  );
  const { reached, asOf } = await updateLists(store);
  const ready = installed && asOf !== undefined;
  show(ready && reached ? 'ready' : 'failed', ready ? asOf : undefined);
}

/** On the page of `/verify`: asked for by its small script. */
export function keepOffline(): void {
  if (!part) return;
  for (const button of part.querySelectorAll('[data-act="keep"], [data-act="update"]'))
    button.addEventListener('click', () => void update());
  void update();
}
