import type { verify as fr } from '../fr/verify.ts';
import type { SameShape } from '../same-shape.ts';
import { answers } from './verify-answers.ts';

export const verify: SameShape<typeof fr> = {
  title: 'Check a document',
  languages: 'Language',
  answers,
  compare: {
    title: 'What the document must say',
    titleEnded: 'The document in question',
    lead: 'Compare line by line with the document you hold. A single difference, and it is not the one the office issued.',
    holder: 'Name',
    type: 'Document',
    exam: 'Examination',
    series: 'Series',
    year: 'Year',
    honours: 'Honours',
    average: 'Average',
    number: 'Number',
    edition: 'Edition',
    editionText: '{{edition}} (after a correction or a loss)',
    issuer: 'Issued by',
    checkedAt: 'Checked on',
    knownAt: 'State known as of',
    named: '{{name}} ({{code}})',
  },
  marks: { title: 'The marks', paper: 'Paper', mark: 'Mark' },
  sure: {
    title: 'How to be sure',
    host: 'The address at the top of your screen must begin with {{official}}. A false document may lead to a copy of this page, on another site.',
    code: 'If in doubt, open that address yourself and type the number and the code printed beside the QR.',
    free: 'Checking is free, without an account. Nobody sees who checks what.',
  },
  another: 'Check another document',
  device: {
    agrees: 'Checked by your device too, without going through this site: same answer.',
    unchecked: 'Your device could not repeat the check by itself. The answer above is the office’s.',
    differs: 'Beware: your device does not find the same answer as this site. Here is the more cautious one.',
    differsFields:
      'Beware: this site did not show what the office wrote in this QR. Here is what the QR says. Do not trust the other version, and tell the office.',
    otherRoot:
      'Beware: this site no longer presents itself as it did the first time this device saw it. Check the address at the top of the screen, and ask the office.',
    checking: 'Checking on this device…',
    offlineTitle: 'Check without a connection',
    offline:
      'This device answers without a connection for what you scan, a photograph, or the text read in the QR.',
    typed:
      'A typed number and code can only be checked with a connection: only the office knows the codes. Without a connection, scan the QR.',
    again: 'Scan a document',
  },
  app: {
    title: 'Check without a connection too',
    lead: 'This device keeps what it needs to recognise a document of the office when there is no network. It takes about {{size}} and asks for no account.',
    keep: 'Keep on this device',
    ready: 'Lists up to date as of {{date}}',
    readyLead: 'Without a connection, scan here as usual.',
    update: 'Update the lists',
    working: 'One moment…',
    failed: 'The lists could not be updated. Try again with a connection.',
  },
  scan: {
    open: 'Scan with the camera',
    lead: 'Hold the printed QR in front of the camera, flat and in good light. The picture stays on your device.',
    stop: 'Stop',
    video: 'Picture from the camera',
    denied:
      'The camera is not available, or access to it is refused. Allow it in the browser’s settings, or choose another way below.',
    failed: 'The reader could not be loaded. Check the connection, or type the number and the code below.',
    pictureNone: 'No QR was found in this picture. Photograph the QR closer, flat and in good light.',
    pictureFailed:
      'Your browser cannot open this picture. Press check again to send it to the office, which will read it and not keep it.',
  },
  form: {
    lead: 'With the number and the code printed on the document. It is free, without an account, and the answer comes at once.',
    number: 'Document number',
    numberHint: 'For example RN-2026-BAC-000123. Capitals and hyphens do not matter.',
    code: 'Verification code',
    codeHint: 'Printed beside the QR: 11 letters and digits, such as 7K3M-9QXA-2RT.',
    submit: 'Check',
    noMatch:
      'No document has this number with this code. Read every letter and digit of both again. If they are exactly as on the document, the office did not issue it',
    others: 'Other ways to check',
    byCode: 'Type the number and the code',
    byText: 'My phone read a text in the QR',
    byFile: 'I have a photograph or a PDF file',
    scannedLead:
      'Scan the QR with your phone’s camera: the answer opens by itself. If your reader shows a text, copy it here.',
    text: 'Text or address read in the QR',
    fileLead: 'A sharp photograph of the QR, or the PDF file the office issued. We do not keep it.',
    fileField: 'Photograph or PDF file',
    fileKinds: 'PDF, JPEG or PNG',
  },
};
