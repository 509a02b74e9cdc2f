import type { PhotoRefusal } from '#app/adapters/images/port.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';

export const ATTACHMENT_LIMITS = { megabytes: 5, pages: 20 } as const;

export type AttachmentRefusal =
  | 'attachment.empty'
  | 'attachment.tooHeavy'
  | 'attachment.unsupportedType'
  | 'attachment.unreadable'
  | 'attachment.encrypted'
  | 'attachment.tooManyPages'
  | 'attachment.active'
  | 'attachment.tooManyPixels'
  | 'attachment.tooSmall'
  | 'attachment.busy'
  | 'scan.infected'
  | 'scan.unavailable';

export type Attachment = {
  readonly bytes: Uint8Array;
  readonly contentType: 'application/pdf' | 'image/jpeg';
  readonly extension: 'pdf' | 'jpg';
  readonly scan: 'clean' | 'unscanned';
};

const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d];
const JPEG = [0xff, 0xd8, 0xff];
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * What may be kept of a file somebody sent: a PDF as it is, once a process of its own has read it, or a JPEG or PNG
 * drawn anew. Which it is, its first bytes say, and not its name.
 */
export async function readAttachment(
  ctx: Pick<Ctx, 'adapters'>,
  bytes: Uint8Array,
): Promise<Verdict<Attachment, AttachmentRefusal>> {
  const { megabytes } = ATTACHMENT_LIMITS;
  if (bytes.length === 0) return refuse('attachment.empty');
  if (bytes.length > megabytes * 1024 * 1024) return refuse('attachment.tooHeavy', { megabytes });
  const startsWith = (signature: readonly number[]) => signature.every((byte, at) => bytes[at] === byte);
  const isPdf = startsWith(PDF);
  if (!isPdf && !startsWith(JPEG) && !startsWith(PNG)) return refuse('attachment.unsupportedType');
  const scanned = await ctx.adapters.virusScan.scan(bytes);
  if (!scanned.ok) return scanned;
  return isPdf ? readPdf(ctx, bytes, scanned.value) : readPicture(ctx, bytes, scanned.value);
}

async function readPdf(
  { adapters }: Pick<Ctx, 'adapters'>,
  bytes: Uint8Array,
  scan: Attachment['scan'],
): Promise<Verdict<Attachment, AttachmentRefusal>> {
  const facts = await adapters.pdfReader.inspect(bytes);
  if (facts === 'busy') return refuse('attachment.busy');
  if (!facts || facts.pages < 1) return refuse('attachment.unreadable');
  if (facts.encrypted) return refuse('attachment.encrypted');
  const { pages: maximum } = ATTACHMENT_LIMITS;
  if (facts.pages > maximum) return refuse('attachment.tooManyPages', { pages: facts.pages, maximum });
  if (facts.active) return refuse('attachment.active');
  return accept({ bytes, contentType: 'application/pdf', extension: 'pdf', scan });
}

const AS_ATTACHMENT: Readonly<Record<PhotoRefusal, AttachmentRefusal>> = {
  'photo.empty': 'attachment.empty',
  'photo.tooHeavy': 'attachment.tooHeavy',
  'photo.unsupportedType': 'attachment.unsupportedType',
  'photo.unreadable': 'attachment.unreadable',
  'photo.tooManyPixels': 'attachment.tooManyPixels',
  'photo.tooSmall': 'attachment.tooSmall',
};

async function readPicture(
  { adapters }: Pick<Ctx, 'adapters'>,
  bytes: Uint8Array,
  scan: Attachment['scan'],
): Promise<Verdict<Attachment, AttachmentRefusal>> {
  const drawn = await adapters.images.reencodePaper(bytes);
  if (!drawn.ok) return refuse(AS_ATTACHMENT[drawn.reason], drawn.detail);
  const { contentType } = drawn.value;
  return accept({ bytes: drawn.value.bytes, contentType, extension: 'jpg', scan });
}
