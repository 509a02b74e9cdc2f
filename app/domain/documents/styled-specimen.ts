import type { OrganisationProfile } from '../access/organisation.ts';
import type { DocumentKind, DocumentModel } from './model.ts';
import { officeOf, signingOf } from './office.ts';
import { inFrenchAndEnglish } from './result-document.ts';
import { SPECIMENS } from './specimens.ts';
import type { DocumentStyle } from './style.ts';

type Look = { readonly profile: OrganisationProfile; readonly style: DocumentStyle | undefined };

/** A document of nobody as an office's style makes it. `issuedOn` is YYYY-MM-DD. */
export function styledSpecimen(
  kind: DocumentKind,
  { profile, style }: Look,
  issuedOn: string,
): DocumentModel {
  const specimen = SPECIMENS[kind];
  const common = { office: officeOf(profile, style), edition: 1, issuedOn };
  if (specimen.kind === 'receipt') return { ...specimen, ...common };
  const signing = signingOf(profile, issuedOn, specimen.kind, style);
  switch (specimen.kind) {
    case 'diploma': {
      const { cosigner, subtitle, ...diploma } = specimen;
      const chosen = style?.diploma;
      return {
        ...diploma,
        ...common,
        signing,
        ...(chosen?.title ? { title: chosen.title } : subtitle ? { subtitle } : {}),
        preamble: chosen?.preamble ?? [],
        ...(chosen?.conferring ? { conferring: chosen.conferring } : {}),
        ...(chosen?.rights ? { rights: chosen.rights } : {}),
        ...(chosen && chosen.notes.length > 0 ? { notes: chosen.notes } : {}),
        ...(style?.cosigner ? { cosigner: style.cosigner } : {}),
      };
    }
    case 'transcript':
      return { ...specimen, ...common, signing, remarks: notesOf(style?.transcriptNote) };
    case 'convocation': {
      const { photoKey: _, ...convocation } = specimen;
      const instructions = [...convocation.instructions, ...notesOf(style?.convocationNote)];
      return { ...convocation, ...common, signing, instructions };
    }
    default:
      return { ...specimen, ...common, signing };
  }
}

const notesOf = (note: DocumentStyle['transcriptNote']) => (note ? [inFrenchAndEnglish(note)] : []);
