/** What a template needs besides the model: bytes, read by whoever calls (a template reads no file). */
export type DocumentAssets = {
  readonly fonts: { readonly regular: Uint8Array; readonly bold: Uint8Array; readonly italic: Uint8Array };
  /** JPEG images by the key the model names, such as a candidate's photo. */
  readonly images?: Readonly<Record<string, Uint8Array>>;
};
