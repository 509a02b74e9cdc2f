import sharp from 'sharp';
import { HOUSE_COLOURS } from '#app/domain/documents/model.ts';
import type { DocumentStyle } from '#app/domain/documents/style.ts';
import type { Ctx } from '#app/services/context.ts';
import { saveDocumentStyle } from '#app/services/documents/save-document-style.server.ts';
import { must } from './demo-results.ts';

/** The arms of Kawara, a country that doesn't exist: a river under a sun, between two stalks of millet. */
const ARMS = `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="720" viewBox="0 0 360 360">
<rect width="360" height="360" fill="#fff"/>
<path d="M100 70h160v110c0 62-38 96-80 116-42-20-80-54-80-116z" fill="#f4ead0" stroke="#1f4d36" stroke-width="7"/>
<path d="M103 196c26-16 50-16 77 0s51 16 77 0v-10H103z" fill="#2b6b8f"/>
<path d="M107 216c24-14 48-14 73 0s49 14 73 0c-8 30-36 58-73 76-37-18-65-46-73-76z" fill="#1f4d36"/>
<circle cx="180" cy="130" r="24" fill="#c8952c"/>
<g stroke="#c8952c" stroke-width="6" stroke-linecap="round">${Array.from({ length: 12 }, (_, at) => {
  const angle = (at * Math.PI) / 6;
  const [x, y] = [Math.cos(angle), Math.sin(angle)].map((part) => Math.round(part * 1000) / 1000);
  return `<path d="M${180 + 32 * (x ?? 0)} ${130 + 32 * (y ?? 0)}L${180 + 43 * (x ?? 0)} ${130 + 43 * (y ?? 0)}"/>`;
}).join('')}</g>
${[1, -1]
  .map(
    (
      side,
    ) => `<g transform="translate(180 0) scale(${side} 1)" fill="none" stroke="#1f4d36" stroke-width="6" stroke-linecap="round">
<path d="M22 320C90 300 118 220 112 92"/>${Array.from({ length: 7 }, (_, at) => {
      const y = 110 + at * 27;
      const x = 113 - Math.max(0, at - 3) * 7;
      return `<path d="M${x} ${y}c10-2 18-10 20-22M${x - 2} ${y + 8}c-2-12-8-18-16-22" stroke="#a8863a"/>`;
    }).join('')}</g>`,
  )
  .join('')}
<path d="M70 322q110 34 220 0l-8 22q-102 30-204 0z" fill="#1f4d36"/>
</svg>`;

const common = {
  colours: HOUSE_COLOURS,
  header: {},
  transcriptNote: {
    fr: 'Il n’est délivré qu’un seul relevé de notes.',
    en: 'Only one transcript is issued.',
  },
} as const;

const OFFICE: Omit<DocumentStyle, 'arms'> = {
  ...common,
  signatories: {},
  cosigner: {
    name: 'Pr Ibrahim Sadou Maïga',
    title: { fr: 'Le ministre de l’enseignement supérieur', en: 'The minister of higher education' },
  },
  diploma: {
    preamble: [
      { fr: 'Vu la loi n° 2019-12 du 4 mai 2019 portant orientation de l’enseignement ;' },
      { fr: 'Vu le décret n° 2021-087 du 9 mars 2021 portant organisation du baccalauréat ;' },
      { fr: 'Vu le procès-verbal de la délibération du jury ;' },
    ],
    conferring: {
      fr: 'Le ministre de l’enseignement supérieur confère à',
      en: 'The minister of higher education confers upon',
    },
    notes: [
      {
        fr: 'Il n’est délivré qu’un seul exemplaire de ce diplôme.',
        en: 'This diploma is issued only once.',
      },
    ],
  },
};

const DIRECTORATE: Omit<DocumentStyle, 'arms'> = {
  ...common,
  signatories: {},
  diploma: { preamble: [], notes: [] },
};

/** How the two organisations' documents look, from before anything is issued. */
export async function seedStyles(
  ctx: Ctx,
  { office, directorate }: { readonly office: { id: string }; readonly directorate: { id: string } },
): Promise<void> {
  const arms = new Uint8Array(await sharp(Buffer.from(ARMS)).png().toBuffer());
  must(await saveDocumentStyle(ctx, { organisationId: office.id, seen: 0, style: OFFICE, arms }));
  must(await saveDocumentStyle(ctx, { organisationId: directorate.id, seen: 0, style: DIRECTORATE, arms }));
}
