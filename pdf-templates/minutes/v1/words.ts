import type { MinutesDecision } from '#app/domain/deliberation/minutes.ts';
import type { Decision } from '#app/domain/regulation/schema.ts';
import type { Label } from '../../kit/v1/words.ts';

export const MINUTES = {
  title: { fr: 'Procès-verbal de délibération', en: 'Minutes of deliberation' },
  jury: { fr: 'Jury', en: 'Jury' },
  round: { fr: 'Tour', en: 'Round' },
  regulation: { fr: 'Règlement', en: 'Regulation' },
  opened: { fr: 'Ouverte le', en: 'Opened on' },
  sealed: { fr: 'Scellée le', en: 'Sealed on' },
  quorum: { fr: 'Quorum', en: 'Quorum' },
  members: { fr: 'Composition du jury', en: 'Members of the jury' },
  member: { fr: 'Nom', en: 'Name' },
  role: { fr: 'Fonction', en: 'Role' },
  presence: { fr: 'Présence', en: 'Presence' },
  president: { fr: 'Président', en: 'President' },
  ordinary: { fr: 'Membre', en: 'Member' },
  present: { fr: 'Présent', en: 'Present' },
  absent: { fr: 'Absent', en: 'Absent' },
  results: { fr: 'Résultats', en: 'Results' },
  figure: { fr: 'Dossiers', en: 'Dossiers' },
  count: { fr: 'Nombre', en: 'Number' },
  ofPresent: { fr: 'Part des présents', en: 'Share of those present' },
  registered: { fr: 'Inscrits', en: 'Registered' },
  absentees: { fr: 'Absents de toutes les épreuves', en: 'Absent from every paper' },
  sat: { fr: 'Présents', en: 'Present' },
  honours: { fr: 'Mentions, parmi les admis', en: 'Honours, among the passed' },
  decisions: { fr: 'Décisions du jury', en: 'Decisions of the jury' },
  noDecision: {
    fr: 'Le jury n’a pris aucune décision particulière : les décisions du règlement sont adoptées.',
    en: 'The jury took no decision of its own: those of the regulation are adopted.',
  },
  dossier: { fr: 'Dossier', en: 'Dossier' },
  decision: { fr: 'Décision', en: 'Decision' },
  reason: { fr: 'Motif et membres qui ont décidé', en: 'Reason, and who decided' },
  digests: { fr: 'Empreintes (SHA-256)', en: 'Digests (SHA-256)' },
  what: { fr: 'De quoi', en: 'Of what' },
  digest: { fr: 'Empreinte', en: 'Digest' },
  snapshot: { fr: 'Notes figées', en: 'Frozen marks' },
  model: { fr: 'Ce procès-verbal', en: 'These minutes' },
  signature: { fr: 'Signature', en: 'Signature' },
  list: { fr: 'Annexe : liste des dossiers', en: 'Annex: list of dossiers' },
  average: { fr: 'Moyenne', en: 'Average' },
  byJury: {
    fr: '* Décision prise par le jury, avec son motif ci-dessus.',
    en: '* Decided by the jury, for the reason given above.',
  },
} as const satisfies Record<string, Label>;

export const DECISION_WORDS: Readonly<Record<Decision, Label>> = {
  passed: { fr: 'Admis', en: 'Passed' },
  secondGroup: { fr: 'Second groupe', en: 'Second group' },
  failed: { fr: 'Ajourné', en: 'Failed' },
  reserved: { fr: 'Réservé', en: 'Reserved' },
  excluded: { fr: 'Exclu', en: 'Excluded' },
};

export const KIND_WORDS: Readonly<Record<MinutesDecision['kind'], Label>> = {
  rescue: { fr: 'rachat', en: 'rescue' },
  settle: { fr: 'cas réservé', en: 'reserved case' },
  exclude: { fr: 'exclusion pour fraude', en: 'excluded for fraud' },
  void: { fr: 'épreuves annulées pour fraude', en: 'papers voided for fraud' },
  undo: { fr: 'décision rapportée', en: 'decision taken back' },
};

export const ROUND_WORDS = {
  sitting: { fr: 'Premier groupe', en: 'First group' },
  secondGroup: { fr: 'Second groupe', en: 'Second group' },
  review: { fr: 'Révision de notes', en: 'Review of marks' },
  resit: { fr: 'Épreuve repassée', en: 'Paper sat again' },
} as const satisfies Record<string, Label>;

export const quorumSentence = (present: number, appointed: number, needed: number): Label => ({
  fr: `${present} présents sur ${appointed} nommés (il en faut ${needed}, dont le président)`,
  en: `${present} present of ${appointed} appointed (${needed} needed, the president among them)`,
});

export const signedSentence = (name: string, kid: string): Label => ({
  fr: `Signé électroniquement par ${name}, président du jury, avec la clé ${kid} de l’office. La signature porte sur l’empreinte de ce procès-verbal ; elle est jointe à ce fichier et gardée par l’office.`,
  en: `Signed electronically by ${name}, president of the jury, with the office’s key ${kid}. The signature is over the digest of these minutes; it is in this file and kept by the office.`,
});

export const doneAt = (place: string, date: string): Label => ({
  fr: `Fait à ${place}, le ${date}.`,
  en: `Done at ${place}, ${date}.`,
});

export const listNotice = (count: number): Label => ({
  fr: `${count} dossiers, par code. L’anonymat n’est levé qu’après le sceau : ce procès-verbal ne nomme aucun candidat.`,
  en: `${count} dossiers, by code. Anonymity is lifted only after the seal: these minutes name no candidate.`,
});

export const pageFoot = (page: number, total: number): string => `page ${page} / ${total}`;
