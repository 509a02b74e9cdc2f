/** Addresses that several audiences link to. Each has one entry in app/routes.ts. */
export const PATHS = {
  home: '/',
  register: '/inscription',
  results: '/resultats',
  verify: '/verifier',
  signIn: '/connexion',
  signOut: '/deconnexion',
  candidate: '/candidat',
  office: '/office',
} as const;
