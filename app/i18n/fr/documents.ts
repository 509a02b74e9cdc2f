export const documents = {
  kind: {
    convocation: 'Convocation',
    attendanceSheet: 'Liste d’émargement',
    roomList: 'Liste de salle',
    receipt: 'Reçu',
    transcript: 'Relevé de notes',
    passCertificate: 'Attestation de réussite',
    diploma: 'Diplôme',
    minutes: 'Procès-verbal de délibération',
  },
  honours: {
    none: 'Sans mention',
    passable: 'Passable',
    assezBien: 'Assez bien',
    bien: 'Bien',
    tresBien: 'Très bien',
    excellent: 'Excellent',
  },
} as const;
