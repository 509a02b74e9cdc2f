/** Addresses that several audiences link to. Each has one entry in app/routes.ts. */
export const PATHS = {
  home: '/',
  register: '/sessions',
  results: '/resultats',
  verify: '/verify',
  signIn: '/connexion',
  signOut: '/deconnexion',
  candidate: '/espace',
  office: '/bureau',
} as const;
