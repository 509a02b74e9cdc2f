import type { DiplomaModel } from '#app/domain/documents/model.ts';
import type { DocumentAssets } from '../../assets.ts';
import { flowBlocks } from '../../kit/v1/blocks.ts';
import { closeSheet, mm, openSheet } from '../../kit/v1/sheet.ts';
import { measureFoot } from './foot-block.ts';
import { drawGround, INNER } from './guilloche.ts';
import { headBlock, titleBlock } from './head-block.ts';
import { earnedBlock, holderBlock, preambleBlock } from './statement-block.ts';
import { DIPLOMA } from './words.ts';

/** The diploma, lying: one sheet to hang on a wall. The same model and fonts give the same bytes. */
export async function renderDiplomaV1(model: DiplomaModel, assets: DocumentAssets): Promise<Uint8Array> {
  const title = `${DIPLOMA.title.fr} · ${model.number}`;
  const sheet = await openSheet(model, title, assets, { landscape: true });
  drawGround(sheet);
  const foot = measureFoot(sheet, model);
  flowBlocks(
    (density) => [
      headBlock(sheet, model, Math.max(density, 0.6)),
      titleBlock(sheet, model, density),
      ...(model.preamble.length > 0 ? [preambleBlock(sheet, model, density)] : []),
      holderBlock(sheet, model, density),
      earnedBlock(sheet, model, density),
    ],
    sheet.size.height - INNER - mm(5),
    foot.top + 5,
    8,
  );
  foot.draw();
  return closeSheet(sheet);
}
