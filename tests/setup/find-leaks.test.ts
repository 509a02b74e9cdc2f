import { expect, test } from 'vitest';
import { makeCode } from '#app/domain/anonymity/code.ts';
import { findLeak, secretsOf } from './find-leaks.ts';

const code = makeCode(123_456_789);
const shown = `${code.slice(0, 4)}-${code.slice(4)}`;
const secrets = secretsOf(
  [code],
  [
    {
      marks: ['00042-7', '0f8fad5b-d9cb-469f-a165-70867728950e', null],
      surname: 'N’Diaye',
      givenNames: 'Awa',
    },
  ],
);

test.each([
  ['a code and a table number', `<td>${shown}</td><td>00042-7</td>`],
  ['without its hyphen, in a log line', `{"script":"${code}","table":"00042-7"}`],
  ['an id', `${code.toLowerCase()} 0f8fad5b-d9cb-469f-a165-70867728950e`],
  ['a name, as HTML writes it', `${shown} N&#x2019;Diaye\n Awa`],
  ['a name the other way round', `${shown} AWA N’DIAYE`],
])('a text that holds %s is a leak', (_, text) => {
  expect(findLeak(text, secrets)).toBeDefined();
});

test.each([
  ['a code alone', shown],
  ['a candidate alone', '00042-7 Awa N’Diaye'],
  ['a number inside another', `${shown} 100042-71`],
  ['a given name that somebody else has too', `${shown} Awa Moussa`],
  ['another code', `${makeCode(987_654)} 00042-7`],
])('a text that holds %s is none', (_, text) => {
  expect(findLeak(text, secrets)).toBeUndefined();
});
