import { formatCode } from '#app/domain/anonymity/code.ts';
import type { Minutes, MinutesMoment, MinutesSeal } from '#app/domain/deliberation/minutes.ts';
import { formatLongDate } from '#app/domain/documents/format-values.ts';
import type { Wording } from '#app/domain/documents/model.ts';
import { DECISIONS } from '#app/domain/regulation/schema.ts';
import type { DocumentAssets } from '../../assets.ts';
import {
  type Field,
  fieldsBlock,
  headerBlock,
  paragraphsBlock,
  titleBlock,
  wordingBlock,
} from '../../kit/v1/blocks.ts';
import { drawDoubleRule } from '../../kit/v1/draw-ornament.ts';
import { CONTENT_WIDTH, MARGIN, type Sheet } from '../../kit/v1/sheet.ts';
import { type Column, type TableRow, tableBlock } from '../../kit/v1/table-block.ts';
import { writeList } from './list-table.ts';
import { openPages, type Pages } from './open-pages.ts';
import {
  DECISION_WORDS,
  doneAt,
  KIND_WORDS,
  listNotice,
  MINUTES,
  quorumSentence,
  ROUND_WORDS,
  signedSentence,
} from './words.ts';

/** Type of tables and fields: a little tighter than a transcript's. */
const DENSITY = 0.92;

const momentText = ({ day, time }: MinutesMoment): string => `${formatLongDate(day, 'fr')} à ${time}`;

function headFields(minutes: Minutes): Field[][] {
  const { jury, round, regulation, quorum } = minutes;
  const version = ` (${regulation.version})`;
  const named: Wording = { fr: regulation.name.fr + version, en: regulation.name.en + version };
  const kind = ROUND_WORDS[round.kind];
  return [
    [
      { label: MINUTES.jury, value: { fr: `${jury.name} (n° ${jury.number})` }, share: 6, strong: true },
      { label: MINUTES.round, value: { fr: `${round.number} : ${kind.fr}`, en: kind.en }, share: 6 },
    ],
    [{ label: MINUTES.regulation, value: named, share: 12 }],
    [
      { label: MINUTES.opened, value: { fr: momentText(minutes.opened) }, share: 6 },
      { label: MINUTES.sealed, value: { fr: momentText(minutes.sealed) }, share: 6 },
    ],
    [
      {
        label: MINUTES.quorum,
        value: quorumSentence(quorum.present, quorum.appointed, quorum.needed),
        share: 12,
      },
    ],
    ...(round.reason === null ? [] : [[{ label: MINUTES.reason, value: { fr: round.reason }, share: 12 }]]),
  ];
}

/** A heading that never stands alone at the foot of a page. */
function writeHeading(pages: Pages, label: Wording): void {
  if (pages.room() < 90) pages.turn();
  const size = 12.5;
  pages.place(
    (sheet) =>
      wordingBlock(
        sheet,
        label,
        MARGIN,
        CONTENT_WIDTH,
        { face: 'bold', size, colour: sheet.palette.accent },
        9,
      ),
    5,
  );
}

/** A table over as many pages as it takes, its head on each. */
function writeTable(pages: Pages, columns: readonly Column[], rows: readonly TableRow[]): void {
  const heightOf = (sheet: Sheet, part: readonly TableRow[]) =>
    tableBlock(sheet, columns, part, DENSITY).height;
  const head = heightOf(pages.sheet(), []);
  let part: TableRow[] = [];
  let used = head;
  const write = () => {
    const chunk = part;
    pages.place((sheet) => tableBlock(sheet, columns, chunk, DENSITY), 14);
    part = [];
    used = head;
  };
  for (const row of rows) {
    const height = heightOf(pages.sheet(), [row]) - head;
    if (used + height > pages.room() && part.length > 0) {
      write();
      pages.turn();
    }
    part.push(row);
    used += height;
  }
  if (part.length > 0) write();
}

function writeMembers(pages: Pages, { members }: Minutes): void {
  writeHeading(pages, MINUTES.members);
  const columns: Column[] = [
    { title: MINUTES.member, share: 6, align: 'left' },
    { title: MINUTES.role, share: 3, align: 'left' },
    { title: MINUTES.presence, share: 3, align: 'left' },
  ];
  const rows = members.map(({ name, president, present }): TableRow => {
    const role = president ? MINUTES.president : MINUTES.ordinary;
    return { look: 'plain', cells: [name, role, present ? MINUTES.present : MINUTES.absent] };
  });
  writeTable(pages, columns, rows);
}

/** Hundredths of a per cent, half up: "46,15 %". */
function shareOf(count: number, whole: number): string {
  if (whole === 0) return '–';
  const hundredths = Math.floor((count * 20_000 + whole) / (2 * whole));
  return `${Math.floor(hundredths / 100)},${String(hundredths % 100).padStart(2, '0')} %`;
}

function writeFigures(pages: Pages, { statistics }: Minutes): void {
  const { registered, absent, present, byDecision, byHonours } = statistics;
  writeHeading(pages, MINUTES.results);
  const columns: Column[] = [
    { title: MINUTES.figure, share: 6, align: 'left' },
    { title: MINUTES.count, share: 3, align: 'right' },
    { title: MINUTES.ofPresent, share: 3, align: 'right' },
  ];
  const decided = DECISIONS.filter((decision) => byDecision[decision] > 0);
  const rows: TableRow[] = [
    { look: 'plain', cells: [MINUTES.registered, String(registered), ''] },
    { look: 'plain', cells: [MINUTES.absentees, String(absent), ''] },
    { look: 'subtotal', cells: [MINUTES.sat, String(present), shareOf(present, present)] },
    ...decided.map((decision): TableRow => {
      const count = byDecision[decision];
      return { look: 'plain', cells: [DECISION_WORDS[decision], String(count), shareOf(count, present)] };
    }),
    ...(byHonours.length === 0
      ? []
      : [
          { look: 'group' as const, cells: [MINUTES.honours] },
          ...byHonours.map(
            ({ name, count }): TableRow => ({
              look: 'plain',
              cells: [name, String(count), shareOf(count, present)],
            }),
          ),
        ]),
  ];
  writeTable(pages, columns, rows);
}

function writeDecisions(pages: Pages, { decisions }: Minutes): void {
  writeHeading(pages, MINUTES.decisions);
  if (decisions.length === 0) {
    pages.place((sheet) => paragraphsBlock(sheet, [MINUTES.noDecision], MARGIN, CONTENT_WIDTH, 10), 14);
    return;
  }
  const columns: Column[] = [
    { title: MINUTES.dossier, share: 2.1, align: 'left' },
    { title: MINUTES.decision, share: 3.6, align: 'left' },
    { title: MINUTES.reason, share: 6.3, align: 'left' },
  ];
  const rows = decisions.map(({ dossier, kind, decision, reason, members, papers, decided }): TableRow => {
    const voided = papers.length > 0 ? ` (${papers.map(({ fr }) => fr).join(', ')})` : '';
    const word = `${DECISION_WORDS[decision].fr} : ${KIND_WORDS[kind].fr}${voided}`;
    const why = `${reason} ${members.join(', ')}, ${momentText(decided)}.`;
    return {
      look: 'plain',
      cells: [formatCode(dossier), word, /[.!?…]$/.test(reason) ? why : why.replace(reason, `${reason}.`)],
    };
  });
  writeTable(pages, columns, rows);
}

function writeDigests(pages: Pages, minutes: Minutes, { digest }: MinutesSeal): void {
  writeHeading(pages, MINUTES.digests);
  const columns: Column[] = [
    { title: MINUTES.what, share: 3.4, align: 'left' },
    { title: MINUTES.digest, share: 8.6, align: 'left' },
  ];
  const rows = (
    [
      [MINUTES.regulation, minutes.regulation.digest],
      [MINUTES.snapshot, minutes.snapshotDigest],
      [MINUTES.model, digest],
    ] as const
  ).map(([label, text]): TableRow => ({ look: 'plain', cells: [label, text] }));
  writeTable(pages, columns, rows);
}

function writeSignature(pages: Pages, minutes: Minutes, { kid }: MinutesSeal): void {
  writeHeading(pages, MINUTES.signature);
  const { day } = minutes.signed;
  const done = doneAt(minutes.city, formatLongDate(day, 'fr'));
  const sentences = [
    { ...done, en: doneAt(minutes.city, formatLongDate(day, 'en')).en },
    signedSentence(minutes.signedAs, kid),
  ];
  pages.place((sheet) => paragraphsBlock(sheet, sentences, MARGIN, CONTENT_WIDTH, 10), 8);
  pages.place((sheet) => {
    const style = { face: 'bold', size: 13, colour: sheet.palette.ink } as const;
    const half = CONTENT_WIDTH / 2;
    const name = wordingBlock(sheet, { fr: minutes.signedAs }, MARGIN + half, half, style, 9);
    const role = { ...style, face: 'regular', size: 9.5 } as const;
    const title = wordingBlock(sheet, MINUTES.president, MARGIN + half, half, role, 8);
    return {
      height: name.height + title.height + 12,
      draw: (top) => {
        title.draw(top);
        name.draw(top - title.height - 4);
        drawDoubleRule(sheet, MARGIN + half, top - title.height - name.height - 8, half);
      },
    };
  }, 14);
}

/**
 * The minutes of a deliberation: who sat, what was decided and why, then every dossier by its code. The same minutes, seal
 * and fonts give the same bytes. @throws RangeError for a character no font holds.
 */
export async function renderMinutesV1(
  minutes: Minutes,
  seal: MinutesSeal,
  assets: DocumentAssets,
): Promise<Uint8Array> {
  const title = `${MINUTES.title.fr} · ${minutes.jury.name} · ${minutes.sitting.fr}`;
  const pages = await openPages(minutes, seal, { title, assets });
  pages.place((sheet) => headerBlock(sheet, minutes.office), 12);
  const { exam, sitting } = minutes;
  pages.place(
    (sheet) => titleBlock(sheet, { title: MINUTES.title, exam, subtitle: [sitting.fr, sitting.en] }, DENSITY),
    12,
  );
  pages.place((sheet) => fieldsBlock(sheet, headFields(minutes), DENSITY), 10);
  writeMembers(pages, minutes);
  writeFigures(pages, minutes);
  writeDecisions(pages, minutes);
  writeDigests(pages, minutes, seal);
  writeSignature(pages, minutes, seal);
  pages.turn();
  writeHeading(pages, MINUTES.list);
  const notice = [listNotice(minutes.dossiers.length)];
  if (minutes.dossiers.some(({ byJury }) => byJury)) notice.push(MINUTES.byJury);
  pages.place((sheet) => paragraphsBlock(sheet, notice, MARGIN, CONTENT_WIDTH, 9), 8);
  writeList(pages, minutes.dossiers);
  return pages.close();
}
