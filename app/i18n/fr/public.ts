export const publicPages = {
  home: {
    title: 'Accueil',
    description: 'Inscriptions, résultats et vérification des documents des examens nationaux.',
    heading: 'Les examens nationaux, de l’inscription au diplôme.',
    lead: 'Inscrivez-vous, payez vos droits, retirez votre convocation, lisez votre résultat et gardez un diplôme que chacun peut vérifier.',
    ways: 'Que voulez-vous faire ?',
    register: {
      title: 'S’inscrire à un examen',
      text: 'Candidat libre ou d’un établissement. Comptez dix minutes ; vous pouvez vous arrêter et reprendre.',
    },
    resume: 'J’ai déjà commencé : reprendre mon dossier',
    results: {
      title: 'Voir un résultat',
      text: 'Avec le numéro de table et le code imprimé sur la convocation.',
    },
    verify: {
      title: 'Vérifier un document',
      text: 'Employeurs, universités, administrations : gratuit, sans compte, par le QR ou le code.',
    },
    staff: 'Agents, inspecteurs, correcteurs et jurys : se connecter',
    how: 'Ce que le service garantit',
    guarantee: {
      marks: 'Les copies sont corrigées sans nom, et chaque correction de note laisse une trace.',
      result: 'Le résultat vient avec son calcul, étape par étape.',
      document: 'Chaque document porte une signature qui se vérifie, même sans réseau.',
    },
  },
} as const;
