import type { OrganisationProfile } from '../access/organisation.ts';
import { type DocumentOffice, type DocumentSigning, HOUSE_COLOURS } from './model.ts';

/** An organisation's header as its documents print it. */
export function officeOf(profile: OrganisationProfile): DocumentOffice {
  return {
    country: profile.country,
    ...(profile.motto ? { motto: profile.motto } : {}),
    ministry: profile.ministry,
    name: profile.name,
    colours: HOUSE_COLOURS,
  };
}

/** "Fait à Cotonou, le 23 novembre 2026": place, day and who signs. `on` is YYYY-MM-DD. */
export function signingOf({ city, signatory }: OrganisationProfile, on: string): DocumentSigning {
  return { place: city, on, title: signatory.title, name: signatory.name };
}
