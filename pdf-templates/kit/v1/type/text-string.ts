const SIXTEEN = Array.from({ length: 0x10000 }, (_, code) =>
  code.toString(16).padStart(4, '0').toUpperCase(),
);
/** Text as a string of the file: letters of Latin 1, accented ones by their code, anything else in UTF-16. */
export function textString(text: string): string {
  if (/^[\x20-\x27\x2a-\x5b\x5d-\x7e\xa1-\xac\xae-\xff]*$/.test(text))
    return `(${text.replace(/[\xa1-\xff]/g, (letter) => `\\${letter.charCodeAt(0).toString(8)}`)})`;
  let digits = '<FEFF';
  for (let at = 0; at < text.length; at += 1) digits += SIXTEEN[text.charCodeAt(at)];
  return `${digits}>`;
}
