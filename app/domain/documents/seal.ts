/**
 * Room a page keeps for its digital signature, in bytes of DER: a signature of 2048 to 4096 bits with the certificate
 * that made it and one that vouches for it. Written in hexadecimal, it takes twice as much of the file.
 */
export const SEAL_BYTES = 3584;

/** What a reader found of the digital signature of a PDF. */
export type SealFinding =
  /** No signature at all. */
  | { readonly state: 'none' }
  /** The signature covers every byte of the file and is good; `thumbprint` names the certificate it was made with. */
  | { readonly state: 'whole'; readonly thumbprint: string; readonly signedAt: number | null }
  /** Good over what it covers, but bytes were added after it. */
  | { readonly state: 'appended'; readonly thumbprint: string }
  /** A signature that doesn't hold over the bytes it names, or that can't be read. */
  | { readonly state: 'broken' };
