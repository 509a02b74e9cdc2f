import type { Who } from './authorisation-who.ts';
import type { Form, Targets } from './demo-targets.ts';

export type Opening = {
  readonly path: (targets: Targets) => string;
  readonly opens: Who;
  /** Of the answer to whoever may open it; 200 unless said. */
  readonly status?: number;
  /** Who is led on to another page, though anyone may ask for this one. */
  readonly turns?: 'signedIn' | 'anonymous';
  /** Answers with something other than a page. */
  readonly file?: true;
  /** A list opens for more people than may see a given line of it. */
  readonly shows?: { readonly text: (targets: Targets) => string; readonly to: Who };
  /** What may be sent to it, each with a form that would change something. */
  readonly posts?: readonly { readonly form?: (targets: Targets) => Form; readonly by: Who }[];
};
