/** What a template needs besides the model: bytes, read by whoever calls (a template reads no file). */
export type DocumentAssets = {
  readonly fonts: {
    readonly regular: Uint8Array;
    readonly bold: Uint8Array;
    readonly italic: Uint8Array;
    readonly arabic: Uint8Array;
    readonly arabicBold: Uint8Array;
  };
  /** A zlib stream of the bytes, by how hard it tries, 1 to 9; the same bytes must always give the same. */
  readonly compress: (bytes: Uint8Array, level: number) => Uint8Array;
  /** JPEG images by the key the model names, such as a candidate's photo or an office's arms. */
  readonly images?: Readonly<Record<string, Uint8Array>>;
  /**
   * How the file is put together: from parts prepared once (unless said otherwise), or object by object with pdf-lib and
   * the fonts whole. The page is the same; a test proves it.
   */
  readonly way?: 'prepared' | 'plain';
};
