const SIXTEEN = Array.from({ length: 0x10000 }, (_, code) =>
  code.toString(16).padStart(4, '0').toUpperCase(),
);
/** Text in UTF-16 as a hexadecimal string of the file. */
export function textString(text: string): string {
  let digits = '<FEFF';
  for (let at = 0; at < text.length; at += 1) digits += SIXTEEN[text.charCodeAt(at)];
  return `${digits}>`;
}
