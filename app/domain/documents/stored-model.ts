import { z } from 'zod';
import { documentClaimsSchema } from '#app/domain/verification/document-claims.ts';
import { documentDraftSchema } from './model.ts';

/** What the register keeps of a document: all that is printed, and all that is signed. Neither ever changes. */
export const storedModelSchema = z.strictObject({ draft: documentDraftSchema, claims: documentClaimsSchema });
export type StoredModel = z.infer<typeof storedModelSchema>;
