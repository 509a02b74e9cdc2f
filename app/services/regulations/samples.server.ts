import { type Bilingual, regulationSchema } from '#app/domain/regulation/schema.ts';
import beninBac from '#db/seed/regulations/benin-bac.json' with { type: 'json' };
import bepcSample from '#db/seed/regulations/bepc-sample.json' with { type: 'json' };
import btsSample from '#db/seed/regulations/bts-sample.json' with { type: 'json' };
import nigerBac from '#db/seed/regulations/niger-bac.json' with { type: 'json' };

/** The regulations that come with Palmarès, to start one's own from. */
const SAMPLES: readonly unknown[] = [beninBac, nigerBac, bepcSample, btsSample];

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
