import type { OrganisationProfile } from '../access/organisation.ts';
import { type DocumentOffice, type DocumentSigning, HOUSE_COLOURS } from './model.ts';
import type { DocumentStyle, SignedKind } from './style.ts';

/** An organisation's header as its documents print it: its style where it has one, its profile for the rest. */
export function officeOf(profile: OrganisationProfile, style?: DocumentStyle): DocumentOffice {
  const motto = style?.header.motto ?? profile.motto;
  return {
    country: style?.header.country ?? profile.country,
    ...(motto ? { motto } : {}),
    ministry: style?.header.ministry ?? profile.ministry,
    name: style?.header.office ?? profile.name,
    ...(style?.arms ? { arms: style.arms } : {}),
    colours: style?.colours ?? HOUSE_COLOURS,
  };
}

/** "Fait à Cotonou, le 23 novembre 2026": place, day and who signs that kind. `on` is YYYY-MM-DD. */
export function signingOf(
  { city, signatory }: OrganisationProfile,
  on: string,
  kind?: SignedKind,
  style?: DocumentStyle,
): DocumentSigning {
  const who = (kind && style?.signatories[kind]) ?? style?.signatory ?? signatory;
  return { place: city, on, title: who.title, name: who.name };
}
