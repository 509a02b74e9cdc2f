import { digitsOfAddress, keepFragment, loadScript } from './page-parts.ts';

/** The script of a document's page: small, as most who open it hold a phone on a slow line. */
const device = document.querySelector<HTMLElement>('#device');
const facts: { readonly script: string } = JSON.parse(device?.dataset.facts ?? '{"script":""}');

keepFragment();
const check = () => {
  // Without digits there is nothing to check here: the server's answer stands, or the page says how to go on.
  if (facts.script !== '' && digitsOfAddress() !== '') void loadScript(facts.script).catch(() => undefined);
};
check();
// Another document scanned from the same page: everything is asked anew.
window.addEventListener('hashchange', () => location.reload());
