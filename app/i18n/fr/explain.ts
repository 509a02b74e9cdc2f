/** The sentences of a candidate's explanation: the keys of `explain` in domain/regulation. */
export const explain = {
  stage: '{{stage}}',
  kept: '{{paper}} : {{mark}}, note conservée d’une session antérieure.',
  review: {
    enough:
      '{{paper}} : {{first}} à la première correction, {{second}} après réclamation ; l’écart est d’au moins {{minimumChange}}, la nouvelle note est retenue.',
    band: '{{paper}} : {{first}} à la première correction, {{second}} après réclamation ; la première note est près d’un seuil, la nouvelle note est retenue.',
    tooSmall:
      '{{paper}} : {{first}} à la première correction, {{second}} après réclamation ; l’écart est inférieur à {{minimumChange}}, la première note est retenue.',
  },
  resit: {
    first:
      '{{paper}} : {{first}} la première fois, {{second}} à l’épreuve reprise ; la meilleure des deux est la première.',
    second:
      '{{paper}} : {{first}} la première fois, {{second}} à l’épreuve reprise ; la meilleure des deux est la nouvelle.',
  },
  resitLeftOut:
    'Les épreuves reprises ne sont pas comptées : elles abaisseraient le résultat, et elles ne le peuvent pas.',
  converted: {
    grade: '{{paper}} : {{mark}}, soit le niveau {{grade}}, qui vaut {{value}}.',
    value: '{{paper}} : {{mark}}, ce qui donne {{value}}.',
  },
  paper: {
    notBest: '{{paper}} : ne fait pas partie des meilleures notes retenues, ne compte pas.',
    counted: '{{paper}} : {{mark}} / {{maximum}}, coefficient {{coefficient}}, soit {{points}} points.',
    zero: '{{paper}} : {{state}}, compte pour 0 avec son coefficient {{coefficient}}.',
    left: '{{paper}} : {{state}}, ni la note ni le coefficient ne comptent.',
    notDue: '{{paper}} : épreuve non passée, ne compte pas.',
    awaited: '{{paper}} : note attendue.',
    excludes: '{{paper}} : {{state}}, entraîne l’exclusion.',
    replaced:
      '{{paper}} : la note de « {{replacedBy}} » est retenue, {{mark}} / {{maximum}}, coefficient {{coefficient}}, soit {{points}} points.',
  },
  bonus: {
    full: '{{paper}} : {{mark}}, les points au-dessus de {{above}} comptent, soit {{points}}.',
    capped: '{{paper}} : {{mark}}, les points au-dessus de {{above}} comptent, limités à {{points}}.',
  },
  bonusTotal: {
    full: 'Épreuves facultatives : {{points}} points ajoutés.',
    capped: 'Épreuves facultatives : {{points}} points ajoutés, le maximum permis.',
  },
  sum: 'Total : {{points}} points pour {{coefficients}} coefficients.',
  rounding: {
    points: {
      halfUp: 'Points de {{paper}} arrondis au plus proche : {{before}} devient {{after}}.',
      halfEven:
        'Points de {{paper}} arrondis au plus proche, au pair en cas d’égalité : {{before}} devient {{after}}.',
      truncate: 'Points de {{paper}} tronqués : {{before}} devient {{after}}.',
    },
    total: {
      halfUp: 'Total arrondi au plus proche : {{before}} devient {{after}}.',
      halfEven: 'Total arrondi au plus proche, au pair en cas d’égalité : {{before}} devient {{after}}.',
      truncate: 'Total tronqué : {{before}} devient {{after}}.',
    },
    average: {
      halfUp: 'Moyenne arrondie au plus proche : {{before}} devient {{after}}.',
      halfEven: 'Moyenne arrondie au plus proche, au pair en cas d’égalité : {{before}} devient {{after}}.',
      truncate: 'Moyenne tronquée : {{before}} devient {{after}}.',
    },
  },
  average: 'Moyenne : {{value}}.',
  test: {
    held: 'La condition « {{quantity}} {{bounds}} » est remplie : {{value}}.',
    notHeld: 'La condition « {{quantity}} {{bounds}} » n’est pas remplie : {{value}}.',
  },
  decision: {
    rule: 'Décision : {{decision}}.',
    nextStage: 'Décision : {{decision}}, dans l’attente des épreuves qui suivent.',
    awaited: 'Décision : {{decision}}, car une note est attendue : {{papers}}.',
    excluded: 'Décision : {{decision}}, à cause de : {{papers}}.',
    nothing: 'Décision : {{decision}}, car aucune note ne compte.',
  },
  honours: 'Mention : {{name}} (à partir de {{from}}).',
  noHonours: {
    kept: 'Pas de mention : une note a été conservée d’une session antérieure.',
  },
  state: {
    mark: 'note',
    absent: 'absence',
    excused: 'absence excusée',
    exempt: 'dispense',
    notDue: 'épreuve non prévue',
    fraud: 'fraude',
    awaited: 'note attendue',
  },
  quantity: {
    average: 'moyenne',
    total: 'total',
    coefficients: 'somme des coefficients',
    averageWithoutOptional: 'moyenne sans les épreuves facultatives',
    totalWithoutOptional: 'total sans les épreuves facultatives',
    possible: 'total possible',
    unfilled: 'nombre d’épreuves manquantes parmi celles à retenir',
    lowestMark: 'note la plus basse',
    zeros: 'nombre de notes zéro',
    absences: 'nombre d’absences',
    frauds: 'nombre de fraudes',
    eliminatory: 'nombre de notes éliminatoires',
    belowMinimum: 'nombre de notes sous le minimum',
    attempts: 'nombre de présentations à l’examen',
    papersAmong: 'nombre de notes d’au moins {{markAtLeast}} parmi {{papers}}',
  },
  bound: {
    atLeast: 'd’au moins {{limit}}',
    above: 'au-dessus de {{limit}}',
    atMost: 'd’au plus {{limit}}',
    below: 'en dessous de {{limit}}',
  },
};
