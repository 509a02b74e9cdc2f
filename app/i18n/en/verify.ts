import type { verify as fr } from '../fr/verify.ts';
import type { SameShape } from '../same-shape.ts';

export const verify: SameShape<typeof fr> = {
  title: 'Check a document',
  answers: {
    valid: {
      answer: 'Valid',
      sentence: 'The office issued this document and confirms today that it is in force.',
      do: 'Compare it with what follows: it must say exactly the same.',
    },
    authentic: {
      answer: 'Authentic',
      sentence: 'The office did issue this document, but we could not find out whether it is still in force.',
      do: 'Check it again when the connection is back, before you decide.',
    },
    fileAltered: {
      answer: 'Altered file',
      sentence:
        'The code inside this file is the office’s own, but the file is not the one the office issued: it was changed or saved again.',
      do: 'Believe only what is written here, and ask the person for the original file.',
    },
    superseded: {
      answer: 'Replaced',
      sentence:
        'The office issued this document, then replaced it with a newer one. This one is no longer valid.',
      do: 'Ask the person for the document that replaces it, and check that one in the same way.',
    },
    revoked: {
      answer: 'Cancelled',
      sentence: 'The office had issued this document, then cancelled it. It is no longer valid.',
      do: 'Do not accept this document. The person who gave it to you can ask the office.',
    },
    suspended: {
      answer: 'Suspended',
      sentence: 'The office has suspended this document: for now, it is not valid.',
      do: 'Wait before you decide, and check it again in a few days. The person who gave it to you can ask the office.',
    },
    notOurs: {
      answer: 'Not recognised',
      sentence: 'No document of the office carries this code.',
      do: 'If you typed the address yourself, check every letter. If you scanned it, this document does not come from the office: do not accept it, and tell the office.',
    },
    forged: {
      answer: 'Forged',
      sentence:
        'This code imitates the office’s, but the office did not make it. We show nothing of what it contains.',
      do: 'Do not accept this document. Keep a copy and tell the office.',
    },
    unknownIssuer: {
      answer: 'We can’t tell',
      sentence: 'This code comes from none of the bodies this office answers for.',
      do: 'Look at the document for the body that issued it, and check it on that body’s own site.',
    },
    unreadable: {
      answer: 'Unreadable',
      sentence:
        'This is not a code of the office, or part of it is missing. It does not mean that the document is forged.',
      do: 'Scan again, flat and in good light, or type the number and the code printed beside the QR.',
    },
    noCode: {
      answer: 'Unreadable',
      sentence:
        'This file does not hold the code that the office’s documents carry. It does not mean that the document is forged: a photo or a copy has no such code.',
      do: 'If you have a copy, scan the printed QR, or type the number and the code printed beside it.',
    },
    foreign: {
      answer: 'Another site',
      sentence: 'This code leads to {{host}}. That is not the office’s site, which is {{official}}.',
      do: 'Do not open that address or type anything there. A document of the office always leads to {{official}}.',
    },
    unsupported: {
      answer: 'Unknown here',
      sentence: 'This code is of a kind this page cannot read.',
      do: 'Type the number and the code printed on the document.',
    },
    unavailable: {
      answer: 'No answer',
      sentence:
        'We cannot answer at the moment. That says nothing about the document: neither that it is good, nor that it is forged.',
      do: 'Try again in a few minutes. Until then, do not decide.',
    },
  },
  compare: {
    title: 'What the document must say',
    titleEnded: 'The document in question',
    lead: 'Compare line by line with the document in your hand. A single difference, and it is not the one the office issued.',
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
    named: '{{name}} ({{code}})',
  },
  marks: {
    title: 'The marks',
    paper: 'Paper',
    mark: 'Mark',
  },
  sure: {
    title: 'How to be sure',
    hostStart: 'The address at the top of your screen must begin with',
    hostEnd: 'A forged document may lead to a copy of this page, on another site.',
    code: 'If in doubt, open that address yourself and type the number and the code printed beside the QR.',
    free: 'Checking is free and needs no account. Nobody sees who checks what.',
  },
  another: 'Check another document',
  form: {
    lead: 'With the number and the code printed on the document. It is free, needs no account, and the answer comes at once.',
    number: 'Document number',
    numberHint: 'For example RN-2026-BAC-000123. Capitals and hyphens do not matter.',
    code: 'Verification code',
    codeHint: 'Printed beside the QR: 11 letters and digits, such as 7K3M-9QXA-2RT.',
    submit: 'Check',
    noMatch:
      'No document has this number with this code. Read every letter and digit of both again. If they are exactly as on the document, the office did not issue it',
    others: 'Other ways to check',
    scanned: 'What your phone read',
    scannedLead:
      'Scan the QR with your phone’s camera: the answer opens by itself. If your reader shows a text, copy it here.',
    text: 'Text or address read from the QR',
    file: 'A document received as a PDF',
    fileLead: 'The file the office issued, not a photo nor a scanned print. We do not keep it.',
    fileField: 'PDF file',
    fileKinds: 'PDF',
  },
};
