export const staff = {
  nav: { home: 'Ma session', main: 'Travaux', account: 'Mon compte' },
  save: {
    saving: 'Enregistrement…',
    saved: 'Enregistré',
    unsaved: 'Non enregistré',
    failed: 'Échec : pas encore enregistré',
  },
  filter: {
    title: 'Filtrer',
    active_one: '{{count}} filtre actif',
    active_other: '{{count}} filtres actifs',
  },
  job: {
    running: 'En cours',
    done: 'Terminé',
    stopped: 'Arrêté',
    failed: 'Échec',
    rate: '{{rate}} par minute',
    left: 'encore {{duration}}',
  },
} as const;
