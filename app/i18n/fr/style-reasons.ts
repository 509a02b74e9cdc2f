/** Why a look of documents isn't saved. */
export const styleReasons = {
  style: {
    changedElsewhere:
      'Une autre version a été enregistrée depuis que vous avez ouvert cette page. Rechargez-la, puis recommencez.',
    malformed: 'Ce texte ne peut pas être enregistré. Vérifiez-le.',
  },
} as const;
