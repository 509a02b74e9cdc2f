import QRCode from 'qrcode';
import type { QrImagePort } from './port.ts';

const DRAWN = { errorCorrectionLevel: 'M', margin: 4 } as const;

export const qrcodeImages: QrImagePort = {
  svg: (text) => QRCode.toString(text, { ...DRAWN, type: 'svg' }),
  png: async (text) => new Uint8Array(await QRCode.toBuffer(text, { ...DRAWN, type: 'png', scale: 8 })),
};
