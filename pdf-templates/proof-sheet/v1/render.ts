import { formatLongDate } from '#app/domain/documents/format-values.ts';
import type { Wording } from '#app/domain/documents/model.ts';
import type { ProofBook, ProofSheet } from '#app/domain/documents/proof-sheet.ts';
import type { DocumentAssets } from '../../assets.ts';
import { PHOTO, photoBlock } from '../../convocation/v1/photo-block.ts';
import {
  type Block,
  type Field,
  fieldsBlock,
  flowBlocks,
  headerBlock,
  paragraphsBlock,
  titleBlock,
} from '../../kit/v1/blocks.ts';
import { sittingLine } from '../../kit/v1/examination-fields.ts';
import { readPicture } from '../../kit/v1/picture.ts';
import { CONTENT_WIDTH, MARGIN, mm, PAGE, type Sheet } from '../../kit/v1/sheet.ts';
import { type Label, SEXES, WORDS } from '../../kit/v1/words.ts';
import { writeLine } from '../../kit/v1/write-text.ts';
import { accessBlock, signBlock } from './hand-blocks.ts';
import { type Book, openBook } from './open-book.ts';
import { acceptedOn, PROOF, pageFoot } from './words.ts';

const FOOT = mm(14);

const said = (text: string | undefined): Wording => (text === undefined ? PROOF.toComplete : { fr: text });

function personFields(sheet: ProofSheet): Field[][] {
  const born = sheet.birthDate === undefined ? undefined : formatLongDate(sheet.birthDate, 'fr');
  const sex = sheet.sex === undefined ? PROOF.toComplete : SEXES[sheet.sex];
  return [
    [{ label: WORDS.surname, value: said(sheet.surname), share: 12, strong: true }],
    [{ label: WORDS.givenNames, value: said(sheet.givenNames), share: 12, strong: true }],
    [
      { label: WORDS.birthDate, value: said(born), share: 5, strong: true },
      { label: WORDS.birthPlace, value: said(sheet.birthPlace), share: 7, strong: true },
    ],
    [
      { label: WORDS.sex, value: sex, share: 5 },
      { label: WORDS.nationality, value: sheet.nationality ?? PROOF.toComplete, share: 7 },
    ],
  ];
}

function entryFields(sheet: ProofSheet): Field[][] {
  const options: Wording =
    sheet.options.length === 0
      ? PROOF.noOption
      : {
          fr: sheet.options.map(({ fr }) => fr).join(', '),
          en: sheet.options.map(({ fr, en }) => en ?? fr).join(', '),
        };
  const rows: Field[][] = [
    [
      { label: PROOF.number, value: said(sheet.number), share: 4, strong: true },
      { label: WORDS.school, value: sheet.school ? { fr: sheet.school } : WORDS.noSchool, share: 8 },
    ],
    [
      { label: PROOF.region, value: said(sheet.region), share: 4 },
      { label: PROOF.options, value: options, share: sheet.fit === undefined ? 8 : 6 },
      ...(sheet.fit === undefined
        ? []
        : [{ label: PROOF.sport, value: sheet.fit ? PROOF.fit : PROOF.unfit, share: 2 }]),
    ],
  ];
  const asked: [Label, string | undefined][] = [
    [PROOF.nationalId, sheet.nationalId],
    [PROOF.diploma, sheet.diploma],
    [PROOF.attempt, sheet.attempt === undefined ? undefined : String(sheet.attempt)],
  ];
  const more = asked.flatMap(([label, value]) =>
    value === undefined ? [] : [{ label, value: { fr: value }, share: 4 }],
  );
  return more.length > 0 ? [...rows, more] : rows;
}

/** Who, with the photo beside. */
function personBlock(sheet: Sheet, proof: ProofSheet, photo: Block, density: number): Block {
  const fields = fieldsBlock(sheet, personFields(proof), density, MARGIN, CONTENT_WIDTH - PHOTO.width - 12);
  return {
    height: Math.max(fields.height, photo.height),
    draw: (top) => {
      fields.draw(top);
      photo.draw(top);
    },
  };
}

function bodyBlocks(
  sheet: Sheet,
  book: ProofBook,
  proof: ProofSheet,
  photo: Block,
  density: number,
): Block[] {
  const { exam, sitting, series } = proof;
  const subtitle = series ? sittingLine(sitting, series) : ([sitting.fr, sitting.en ?? sitting.fr] as const);
  const accepted = proof.acceptedOn
    ? [acceptedOn(formatLongDate(proof.acceptedOn, 'fr'), formatLongDate(proof.acceptedOn, 'en'))]
    : [];
  return [
    titleBlock(sheet, { title: PROOF.title, exam, subtitle }, density),
    personBlock(sheet, proof, photo, density),
    fieldsBlock(sheet, entryFields(proof), density),
    paragraphsBlock(sheet, [PROOF.check, ...accepted], MARGIN, CONTENT_WIDTH, 9 * density),
    signBlock(sheet, proof.school !== undefined),
    ...(proof.reference && proof.accessCode
      ? [accessBlock(sheet, { reference: proof.reference, code: proof.accessCode, host: book.host })]
      : []),
  ];
}

async function drawPage(book: Book, proof: ProofSheet, page: number): Promise<void> {
  const sheet = book.addPage();
  const { about } = book;
  const image = proof.photo && readPicture(proof.photo);
  const photo = photoBlock(sheet, image);
  const top = PAGE.height - mm(14);
  const header = headerBlock(sheet, about.office);
  header.draw(top);
  const blocks = (density: number) => bodyBlocks(sheet, about, proof, photo, density);
  flowBlocks(blocks, top - header.height - 10, FOOT + 14, 12);
  const foot = pageFoot(formatLongDate(about.printedOn, 'fr'), page, about.total);
  const quiet = { face: 'regular', size: 8, colour: sheet.palette.quiet } as const;
  writeLine(sheet, foot, PAGE.width - MARGIN, FOOT, quiet, 'right');
  writeLine(sheet, about.host, MARGIN, FOOT, quiet);
}

/** Proof sheets, a page each, in the order they come. The same sheets, photos and fonts give the same bytes. */
export async function renderProofSheetsV1(
  about: ProofBook,
  sheets: AsyncIterable<ProofSheet> | Iterable<ProofSheet>,
  assets: DocumentAssets,
): Promise<Uint8Array> {
  const book = await openBook(about, assets);
  let page = 0;
  for await (const proof of sheets) {
    page += 1;
    await drawPage(book, proof, page);
  }
  return book.close();
}
