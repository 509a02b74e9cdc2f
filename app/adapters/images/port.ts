import type { Verdict } from '#app/domain/shared/verdict.ts';

export type ReencodedPhoto = {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly contentType: 'image/jpeg';
};

export type PhotoRefusal =
  | 'photo.empty'
  | 'photo.tooHeavy'
  | 'photo.unsupportedType'
  | 'photo.unreadable'
  | 'photo.tooManyPixels'
  | 'photo.tooSmall';

/** Turns an uploaded picture into a JPEG made here: nothing of the sender's file survives but its pixels. */
export type ImagePort = {
  /** At the size an identity photo is printed. */
  reencodePhoto(bytes: Uint8Array): Promise<Verdict<ReencodedPhoto, PhotoRefusal>>;
  /** A picture of a paper, at a size its small print can be read. */
  reencodePaper(bytes: Uint8Array): Promise<Verdict<ReencodedPhoto, PhotoRefusal>>;
  /** An office's arms, at the size a document prints them and few enough bytes to be in each. */
  reencodeArms(bytes: Uint8Array): Promise<Verdict<ReencodedPhoto, PhotoRefusal>>;
};
