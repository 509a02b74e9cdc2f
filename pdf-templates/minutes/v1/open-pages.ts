import type { Minutes, MinutesSeal } from '#app/domain/deliberation/minutes.ts';
import type { DocumentAssets } from '../../assets.ts';
import type { Block } from '../../kit/v1/blocks.ts';
import { openFile } from '../../kit/v1/open-file.ts';
import { CONTENT_WIDTH, MARGIN, mm, PAGE, type Sheet } from '../../kit/v1/sheet.ts';
import { breakLines, widthOf, writeLine } from '../../kit/v1/write-text.ts';
import { pageFoot } from './words.ts';

export const TOP = PAGE.height - mm(14);
const FOOT = mm(13);
export const BOTTOM = FOOT + mm(7);

/** Pages filled downwards, one after the other; numbered when all are known. */
export type Pages = {
  /** The page being filled. */
  sheet(): Sheet;
  /** Where the next block would begin. */
  at(): number;
  /** What is left of the page. */
  room(): number;
  turn(): void;
  /** Draws a block here, or on the next page when it doesn't fit; `after` is left free below it. */
  place(build: (sheet: Sheet) => Block, after: number): void;
  close(): Promise<Uint8Array>;
};

/** Minutes being written; nothing in the file depends on when it is made. */
export async function openPages(
  minutes: Minutes,
  seal: MinutesSeal,
  { title, assets }: { readonly title: string; readonly assets: DocumentAssets },
): Promise<Pages> {
  const file = openFile(
    {
      title,
      author: minutes.office.name.fr,
      subject: `SHA-256 ${seal.digest}`,
      on: new Date(minutes.signed.at),
      extra: { PalmaresMinutes: seal.signature },
      identifier: seal.digest.slice(0, 32),
    },
    minutes.office,
    assets,
  );
  const sheets: Sheet[] = [];
  let y = TOP;
  const turn = () => {
    sheets.push(file.addPage());
    y = TOP;
  };
  turn();
  const sheet = () => {
    const last = sheets.at(-1);
    if (!last) throw new Error('no page');
    return last;
  };
  return {
    sheet,
    turn,
    at: () => y,
    room: () => y - BOTTOM,
    place(build, after) {
      if (build(sheet()).height > y - BOTTOM && y < TOP) turn();
      const block = build(sheet());
      block.draw(y);
      y -= block.height + after;
    },
    close: () => {
      number(sheets, seal, title);
      return file.close();
    },
  };
}

function number(sheets: readonly Sheet[], { digest }: MinutesSeal, title: string): void {
  sheets.forEach((sheet, index) => {
    const quiet = { face: 'regular', size: 8, colour: sheet.palette.quiet } as const;
    const foot = `${digest.slice(0, 16)} · ${pageFoot(index + 1, sheets.length)}`;
    const room = CONTENT_WIDTH - widthOf(sheet, foot, quiet) - 12;
    const [head = ''] = breakLines(sheet, title, room, quiet);
    writeLine(sheet, head, MARGIN, FOOT, quiet);
    writeLine(sheet, foot, PAGE.width - MARGIN, FOOT, quiet, 'right');
  });
}
