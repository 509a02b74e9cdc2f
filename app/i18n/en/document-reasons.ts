export const documentReasons = {
  document: {
    notYetDue: 'There is nothing yet to make this document from: no seats, and no published results.',
    heldByOffice:
      'What this person has is suspended, revoked, or waits for a decision: no next edition until people have decided.',
    undrawable: 'What is written does not fit on the page.',
    templateChanged:
      'The template of this document was edited after its first use: nothing is issued. Tell the technical team.',
    notFound: 'This document does not exist.',
    statusRefused: 'This change is not possible in the state this document is in.',
    reasonMissing: 'Write a reason of at least 5 characters.',
    changeWaiting: 'A request about this document is already waiting for a decision.',
    samePerson: 'You made this request: another person has to decide.',
    changeDecided: 'This request has been decided or withdrawn already. Reload the page.',
    notKept: 'Such a document is not replaced or handed over: it is printed again.',
    notInForce: 'This document is not in force: it is revoked, suspended or superseded.',
    handedAlready: 'This document has been handed over already.',
    unprintable: 'A character cannot be printed: {{characters}}',
    malformed: 'Something is missing or does not fit on this document.',
  },
  pack: {
    notFound: 'This file does not exist, or is not finished yet.',
    tooLarge: 'This centre has {{documents}} documents; one PDF holds {{most}}. Print from the ZIP.',
  },
  share: {
    notFound: 'This link does not exist.',
    endMissing: 'Write the last day of the link, such as 23 11 2027.',
    endPast: 'That day is over: choose a day to come.',
    endFar: 'A link lasts one year at most: choose an earlier day.',
    tooMany: 'This document already has {{maximum}} open links. Withdraw one first.',
  },
  export: {
    notTranscript: 'This format exists for transcripts only.',
    notInForce: 'This document is no longer in force: it is no longer given in this format.',
  },
} as const;
