import { expect, it } from 'vitest';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import { dossierFacts } from './dossier-facts.ts';

const known = { satBefore: 2, declared: null, region: 'DIF' };

it('says which attempt it is, the higher of counted and declared, where the regulation asks', () => {
  const bfem = sampleRegulation('senegal-bfem');
  expect(dossierFacts(known, bfem)).toEqual({ attempts: 3 });
  expect(dossierFacts({ ...known, declared: 5 }, bfem)).toEqual({ attempts: 5 });
  expect(dossierFacts({ ...known, declared: 1 }, bfem)).toEqual({ attempts: 3 });
});

it('says the region where a competition keeps posts for regions', () => {
  const competition = sampleRegulation('competition-sample');
  expect(dossierFacts(known, competition)).toEqual({ region: 'DIF' });
  expect(dossierFacts({ ...known, region: null }, competition)).toBeNull();
});

it('says nothing that the regulation does not ask', () => {
  expect(dossierFacts(known, sampleRegulation('niger-bac'))).toBeNull();
});
