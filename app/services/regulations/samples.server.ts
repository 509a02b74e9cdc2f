import { type Bilingual, regulationSchema } from '#app/domain/regulation/schema.ts';
import beninBac from '#db/seed/regulations/benin-bac.json' with { type: 'json' };
import bepcSample from '#db/seed/regulations/bepc-sample.json' with { type: 'json' };
import btsSample from '#db/seed/regulations/bts-sample.json' with { type: 'json' };
import competitionSample from '#db/seed/regulations/competition-sample.json' with { type: 'json' };
import coteDivoireBac from '#db/seed/regulations/cote-divoire-bac.json' with { type: 'json' };
import coteDivoireBepc from '#db/seed/regulations/cote-divoire-bepc.json' with { type: 'json' };
import franceD336 from '#db/seed/regulations/france-d336.json' with { type: 'json' };
import kcseBestOf from '#db/seed/regulations/kcse-best-of.json' with { type: 'json' };
import nigerBac from '#db/seed/regulations/niger-bac.json' with { type: 'json' };
import romaniaStyle from '#db/seed/regulations/romania-style.json' with { type: 'json' };
import senegalBfem from '#db/seed/regulations/senegal-bfem.json' with { type: 'json' };
import togoBac1 from '#db/seed/regulations/togo-bac1.json' with { type: 'json' };

/** The regulations that come with Palmarès, to start one's own from. */
const SAMPLES: readonly unknown[] = [
  beninBac,
  bepcSample,
  btsSample,
  competitionSample,
  coteDivoireBac,
  coteDivoireBepc,
  franceD336,
  kcseBestOf,
  nigerBac,
  romaniaStyle,
  senegalBfem,
  togoBac1,
];

export type Sample = {
  readonly code: string;
  readonly name: Bilingual;
  readonly status: 'official' | 'to-confirm';
};

export function listSamples(): readonly Sample[] {
  return SAMPLES.map((file) => {
    const { code, name, status } = regulationSchema.parse(file);
    return { code, name, status };
  });
}

/** The text of a sample; undefined for a code that is none. */
export function sampleText(code: string): string | undefined {
  const found = SAMPLES.map((file) => regulationSchema.parse(file)).find((one) => one.code === code);
  return found && `${JSON.stringify(found, null, 2)}\n`;
}
