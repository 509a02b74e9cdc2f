/** The words of the page, in its own language: a script fills them and holds none. */
export function cloneTemplate(selector: string): DocumentFragment | undefined {
  const template = document.querySelector<HTMLTemplateElement>(`template${selector}`);
  return template ? document.importNode(template.content, true) : undefined;
}

/** Puts a value where a sentence left room for it. */
export function fillSlot(root: ParentNode, slot: string, value: string): void {
  for (const place of root.querySelectorAll(`[data-slot="${slot}"]`)) place.textContent = value;
}

/** Loads one of this site's own scripts, once. */
export function loadScript(src: string): Promise<void> {
  const known = document.querySelector<HTMLScriptElement>(`script[src="${CSS.escape(src)}"]`);
  if (known?.dataset.loaded) return Promise.resolve();
  known?.remove();
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = src;
    script.onload = () => {
      script.dataset.loaded = 'yes';
      resolve();
    };
    script.onerror = () => {
      script.remove();
      reject(new Error(`${src} could not be loaded`));
    };
    document.head.append(script);
  });
}

/** The digits after the address. They stay here: no request of these scripts carries them. */
export function digitsOfAddress(): string {
  return location.hash.slice(1);
}

/** A link to the same document in another language keeps its digits. */
export function keepFragment(): void {
  const keep = () => {
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-keep-fragment]'))
      link.hash = location.hash;
  };
  keep();
  window.addEventListener('hashchange', keep);
}
