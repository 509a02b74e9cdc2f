import type { StoredModel } from '#app/domain/documents/stored-model.ts';
import type { SignatureAlgorithm } from '#app/domain/verification/signature.ts';

/** A numbered document with all that its page and its signatures are made from. */
export type PressJob = {
  readonly documentId: string;
  readonly model: StoredModel;
  readonly key: { readonly kid: string; readonly alg: SignatureAlgorithm };
  /** What the file is sealed with. */
  readonly certificateId: string;
  /** The moment the seal names. */
  readonly sealedAt: Date;
  /** By the key the model names. */
  readonly images: Readonly<Record<string, Uint8Array>>;
};

export type PressedDocument = {
  readonly cose: Uint8Array;
  readonly token: string;
  readonly pdf: Uint8Array;
};

/** Why a page could not be drawn: trying again would change nothing. */
export type UndrawnDocument = { readonly undrawn: string };

/** Signs, draws and seals documents, on as many cores as it has. The same job gives the same bytes. */
export type DocumentPress = {
  /** How many calls of `press` are worth having under way at a time. */
  readonly width: number;
  /**
   * In the order of `jobs`.
   * @throws when a key or certificate is unknown or can't be opened
   */
  press(jobs: readonly PressJob[]): Promise<(PressedDocument | UndrawnDocument)[]>;
};
