import type { answers as fr } from '../fr/verify-answers.ts';
import type { SameShape } from '../same-shape.ts';

export const answers: SameShape<typeof fr> = {
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
  dated: {
    answer: 'Authentic',
    sentence: 'The office did issue this document. Its state is known as of {{date}}.',
    do: 'It was in force on that day. Check it again with a connection to know whether it is in force today.',
  },
  fileUnsigned: {
    answer: 'Authentic, but compare',
    sentence:
      'The code inside this file is the office’s own, but nothing proves that the rest of the file was not changed.',
    do: 'Believe only what is written here: compare every line. Or ask the person for the original file.',
  },
  fileForged: {
    answer: 'Altered file',
    sentence: 'This file was changed after the office issued it. We show nothing of what it contains.',
    do: 'Do not accept this file. Ask the person for the original file, or for the document on paper.',
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
    do: 'Do not accept this document. The person who gave it to you can contact the office.',
  },
  suspended: {
    answer: 'Suspended',
    sentence: 'The office has suspended this document: for the moment it is not valid.',
    do: 'Wait before you decide, and check it again in a few days. The person who gave it to you can contact the office.',
  },
  notOurs: {
    answer: 'Not recognised',
    sentence: 'No document of the office carries this code.',
    do: 'If you typed the address yourself, check each letter. If you scanned it, this document does not come from the office: do not accept it, and tell the office.',
  },
  twoDocuments: {
    answer: 'False',
    sentence:
      'This QR is made of two pieces that do not belong together: the address of one document, and something else. The office never does that.',
    do: 'Do not accept this document, even if the page at that address looked right. Keep a copy and tell the office.',
  },
  forged: {
    answer: 'False',
    sentence:
      'This code imitates the office’s, but the office did not make it. We show nothing of what it contains.',
    do: 'Do not accept this document. Keep a copy and tell the office.',
  },
  undecided: {
    answer: 'Cannot be decided here',
    sentence:
      'Somebody may have imitated documents of that time. Only the office, with its register, can say whether this one is its own.',
    do: 'Check it with a connection, on the office’s site. Until then, do not decide.',
  },
  unknownIssuer: {
    answer: 'We cannot say',
    sentence: 'This code comes from none of the bodies this office answers for.',
    do: 'Look on the document for the body that issued it, and check it on that body’s own site.',
  },
  noLists: {
    answer: 'We cannot say',
    sentence:
      'This device does not yet have what it needs to recognise a document of the office. That says nothing about the document.',
    do: 'Open this page once with a connection, then scan again.',
  },
  unreadable: {
    answer: 'Unreadable',
    sentence:
      'This is not a code of the office, or a part of it is missing. That does not mean that the document is false.',
    do: 'Scan again, flat and in good light, or type the number and the code printed beside the QR.',
  },
  noCode: {
    answer: 'Unreadable',
    sentence:
      'This file does not contain the code that the office’s documents carry. That does not mean that the document is false: a copy may have lost that code.',
    do: 'If you have the paper, scan the printed QR, or type the number and the code printed beside it.',
  },
  several: {
    answer: 'Several documents',
    sentence: 'This picture shows the codes of several documents. We answer for one at a time.',
    do: 'Photograph or scan a single QR, that of the document you want to check.',
  },
  foreign: {
    answer: 'Another site',
    sentence: 'This code leads to {{host}}. That is not the office’s site, which is {{official}}.',
    do: 'Do not open that address and type nothing there. A document of the office always leads to {{official}}.',
  },
  unsupported: {
    answer: 'Unknown here',
    sentence: 'This code is of a sort that this page cannot read.',
    do: 'Type the number and the code printed on the document.',
  },
  unavailable: {
    answer: 'No answer',
    sentence:
      'We cannot answer at the moment. That says nothing about the document: neither that it is good, nor that it is false.',
    do: 'Try again in a few minutes. Until then, do not decide.',
  },
};
