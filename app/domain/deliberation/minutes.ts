import type { OrganisationProfile } from '../access/organisation.ts';
import { unprintableFields } from '../documents/check-printable.ts';
import type { DocumentOffice } from '../documents/model.ts';
import { officeOf } from '../documents/office.ts';
import type { DocumentStyle } from '../documents/style.ts';
import type { Bilingual, Decision, Regulation } from '../regulation/schema.ts';
import type { Snapshot } from '../regulation/snapshot.ts';
import { digestOf } from '../shared/digest.ts';
import { localDate } from '../shared/local-date.ts';
import { accept, refuse, type Verdict } from '../shared/verdict.ts';
import { quorumOf } from './can-seal.ts';
import type { FinalOutcome, Jury, JuryDecision } from './jury-decision.ts';
import type { RoundKind } from './round-states.ts';
import { countStatistics, type Statistics } from './statistics.ts';

/**
 * The minutes (procès-verbal) of a sealed deliberation, resolved to the last word: what the president signs and what is
 * printed. By code only; nothing in it says who a candidate is. Averages are hundredths. A
 * released shape is extended, never reinterpreted: the digest of old minutes must stay what it was.
 */
export type Minutes = {
  readonly format: 1;
  readonly office: DocumentOffice;
  readonly city: string;
  readonly exam: Bilingual;
  readonly sitting: Bilingual;
  readonly jury: { readonly number: number; readonly name: string };
  readonly round: {
    readonly number: number;
    readonly kind: RoundKind | 'sitting';
    readonly reason: string | null;
  };
  readonly regulation: {
    readonly name: Bilingual;
    readonly version: string;
    readonly digest: string;
    /** "20" for an average out of 20. */
    readonly scale: string;
  };
  readonly snapshotDigest: string;
  readonly deliberation: string;
  readonly opened: MinutesMoment;
  readonly sealed: MinutesMoment;
  readonly members: readonly MinutesMember[];
  readonly quorum: { readonly appointed: number; readonly needed: number; readonly present: number };
  readonly statistics: Omit<Statistics, 'byHonours'> & {
    readonly byHonours: readonly { readonly name: Bilingual; readonly count: number }[];
  };
  readonly decisions: readonly MinutesDecision[];
  readonly dossiers: readonly MinutesDossier[];
  readonly signedAs: string;
  readonly signed: MinutesMoment;
};

/** An instant in UTC (ISO 8601), and the day (YYYY-MM-DD) and minute (HH:MM) that the office's clock showed. */
export type MinutesMoment = { readonly at: string; readonly day: string; readonly time: string };

export type MinutesMember = { readonly name: string; readonly president: boolean; readonly present: boolean };

export type MinutesDecision = {
  readonly dossier: string;
  readonly kind: JuryDecision['kind'];
  readonly decision: Decision;
  readonly reason: string;
  /** Names, as on the list of members. */
  readonly members: readonly string[];
  readonly papers: readonly Bilingual[];
  readonly decided: MinutesMoment;
};

export type MinutesDossier = {
  readonly code: string;
  readonly average: number | null;
  readonly decision: Decision;
  readonly honours: Bilingual | null;
  /** The jury decided instead of the regulation. */
  readonly byJury: boolean;
};

/** The office's signature on minutes: its key, their digest, and the JWS over it. */
export type MinutesSeal = { readonly kid: string; readonly digest: string; readonly signature: string };

export type MinutesFacts = {
  readonly organisation: OrganisationProfile;
  readonly exam: Bilingual;
  readonly sitting: Bilingual;
  readonly jury: Minutes['jury'];
  readonly round: Minutes['round'];
  readonly regulation: Regulation;
  readonly regulationDigest: string;
  readonly snapshotDigest: string;
  readonly deliberation: string;
  readonly openedAt: Date;
  readonly sealedAt: Date;
  readonly bench: Jury;
  /** Names of all who were appointed or decided, by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly decisions: readonly (JuryDecision & { readonly at: Date })[];
  readonly outcomes: ReadonlyMap<string, FinalOutcome>;
  readonly marks: Readonly<Record<string, Pick<Snapshot, 'marks'>>>;
  readonly signedAs: string;
  readonly signedAt: Date;
  /** How the organisation's documents look, where it chose. */
  readonly style?: DocumentStyle | undefined;
};

/** What the president signs. `minutes.unprintable` when a name holds characters that no font of documents has. */
export function buildMinutes(facts: MinutesFacts): Verdict<Minutes, 'minutes.unprintable'> {
  const { organisation, regulation, bench, names } = facts;
  const moment = (at: Date) => momentIn(organisation.timeZone, at);
  const minutes: Minutes = {
    format: 1,
    office: officeOf(organisation, facts.style),
    city: organisation.city,
    exam: facts.exam,
    sitting: facts.sitting,
    jury: facts.jury,
    round: facts.round,
    regulation: {
      name: regulation.name,
      version: regulation.version,
      digest: facts.regulationDigest,
      scale: String(regulation.scale.maximum),
    },
    snapshotDigest: facts.snapshotDigest,
    deliberation: facts.deliberation,
    opened: moment(facts.openedAt),
    sealed: moment(facts.sealedAt),
    members: membersOf(bench, names),
    quorum: {
      appointed: bench.appointed.length,
      needed: quorumOf(bench),
      present: bench.present.filter((id) => bench.appointed.includes(id)).length,
    },
    statistics: statisticsOf(facts),
    decisions: facts.decisions.map((decision) => decisionOf(decision, names, facts)),
    dossiers: [...facts.outcomes]
      .map(([code, outcome]) => dossierOf(code, outcome, regulation))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
    signedAs: facts.signedAs,
    signed: moment(facts.signedAt),
  };
  const [field] = unprintableFields(minutes);
  return field
    ? refuse('minutes.unprintable', { path: field.path, characters: field.characters.join(' ') })
    : accept(minutes);
}

/** SHA-256 of the canonical minutes: what the office's key signs. */
export function minutesDigest(minutes: Minutes): string {
  return digestOf(minutes);
}

function momentIn(timeZone: string, at: Date): MinutesMoment {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(at);
  return { at: at.toISOString(), day: localDate(at, timeZone), time };
}

const nameIn = (names: ReadonlyMap<string, string>, id: string) => names.get(id) ?? id;

/** The president first, then by name. Somebody present who is no longer appointed is still named. */
function membersOf({ appointed, president, present }: Jury, names: MinutesFacts['names']): MinutesMember[] {
  return [...new Set([...appointed, ...present])]
    .map((id) => ({ name: nameIn(names, id), president: id === president, present: present.includes(id) }))
    .sort((a, b) => Number(b.president) - Number(a.president) || a.name.localeCompare(b.name, 'fr'));
}

function statisticsOf({ outcomes, marks, regulation }: MinutesFacts): Minutes['statistics'] {
  const { byHonours, ...counted } = countStatistics(
    [...outcomes].map(([code, outcome]) => ({ outcome, marks: marks[code]?.marks ?? {} })),
  );
  const named = regulation.honours.flatMap(({ code, name }) => {
    const count = byHonours[code] ?? 0;
    return count > 0 ? [{ name, count }] : [];
  });
  const none = byHonours.none ?? 0;
  const without = { name: { fr: 'Sans mention', en: 'Without honours' }, count: none };
  return { ...counted, byHonours: none > 0 ? [...named, without] : named };
}

function decisionOf(
  { dossier, kind, decision, reason, members, papers = [], at }: MinutesFacts['decisions'][number],
  names: MinutesFacts['names'],
  { regulation, organisation }: MinutesFacts,
): MinutesDecision {
  return {
    ...{ dossier, kind, decision, reason },
    members: members.map((id) => nameIn(names, id)),
    papers: papers.map((paper) => regulation.papers[paper]?.name ?? { fr: paper, en: paper }),
    decided: momentIn(organisation.timeZone, at),
  };
}

function dossierOf(code: string, outcome: FinalOutcome, { honours }: Regulation): MinutesDossier {
  const { average, decision, jury } = outcome;
  const name = honours.find((one) => one.code === outcome.honours)?.name ?? null;
  return { code, average, decision, honours: name, byJury: jury !== null };
}
