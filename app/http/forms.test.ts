import { expect, test } from 'vitest';
import { z } from 'zod';
import { fieldsOf } from '#app/components/form-fields.ts';
import { dateField } from './date-field.ts';
import { formError, parseForm } from './forms.ts';

const schema = z.object({
  surname: z.string().min(2).max(80),
  age: z.number().int().min(10),
  birthDate: dateField({ minimum: '1950-01-01', maximum: '2016-12-31' }),
  series: z.enum(['A', 'C', 'D']),
  options: z.array(z.string()).max(2).default([]),
  password: z.string().min(12),
});

function form(fields: readonly (readonly [string, string])[]): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
}

const GOOD = [
  ['surname', 'Moussa Ibrahim'],
  ['age', '18'],
  ['birthDate.day', '3'],
  ['birthDate.month', '4'],
  ['birthDate.year', '2008'],
  ['series', 'D'],
  ['options', 'music'],
  ['options', 'drawing'],
  ['password', 'a long enough one'],
] as const;

const withField = (name: string, value: string) =>
  form(GOOD.map((pair) => (pair[0] === name ? [name, value] : pair)));

test('a good form is read and coerced', () => {
  expect(parseForm(schema, form(GOOD))).toEqual({
    ok: true,
    value: {
      surname: 'Moussa Ibrahim',
      age: 18,
      birthDate: '2008-04-03',
      series: 'D',
      options: ['music', 'drawing'],
      password: 'a long enough one',
    },
  });
});

test.each([
  ['surname', '', 'surname', 'common:errors.required'],
  ['surname', 'M', 'surname', 'common:errors.tooShort?minimum=2'],
  ['age', 'vingt', 'age', 'common:errors.number'],
  ['age', '9', 'age', 'common:errors.tooSmall?minimum=10'],
  ['series', '', 'series', 'common:errors.choose'],
  ['series', 'Z', 'series', 'common:errors.notInList'],
  ['birthDate.year', '08', 'birthDate', 'common:errors.dateYear'],
  ['birthDate.day', '', 'birthDate', 'common:errors.dateIncomplete'],
  ['birthDate.day', '31', 'birthDate', 'common:errors.date'],
  ['birthDate.year', '2017', 'birthDate', 'common:errors.dateTooLate?maximum=31%2F12%2F2016'],
  ['birthDate.year', '1949', 'birthDate', 'common:errors.dateTooEarly?minimum=01%2F01%2F1950'],
])('%s = "%s" says what to do', (name, value, field, text) => {
  const parsed = parseForm(schema, withField(name, value));
  expect(parsed.ok ? {} : parsed.errors).toEqual({ [field]: [text] });
});

test('29 February is real in leap years only', () => {
  const on = (year: string) => {
    const data = form([
      ['d.day', '29'],
      ['d.month', '2'],
      ['d.year', year],
    ]);
    return parseForm(z.object({ d: dateField() }), data).ok;
  };
  expect([on('2008'), on('2007'), on('1900'), on('2000')]).toEqual([true, false, false, true]);
});

test('an empty date is asked for once, on the date', () => {
  const parsed = parseForm(
    z.object({ d: dateField() }),
    form([
      ['d.day', ''],
      ['d.month', ''],
      ['d.year', ''],
    ]),
  );
  expect(parsed.ok ? [] : Object.keys(parsed.errors)).toEqual(['d']);
});

test('what was typed comes back, except a password', () => {
  const parsed = parseForm(schema, withField('age', 'vingt'));
  if (parsed.ok) throw new Error('it must be refused');
  expect(parsed.values.surname).toBe('Moussa Ibrahim');
  expect(parsed.lists.options).toEqual(['music', 'drawing']);
  expect(JSON.stringify(parsed)).not.toContain('long enough');
  const field = fieldsOf(parsed, { surname: 'stored' });
  expect(field('age')).toEqual({ name: 'age', defaultValue: 'vingt', error: ['common:errors.number'] });
  expect(field.date('birthDate')).toMatchObject({ defaultDay: '3', defaultYear: '2008' });
  expect(fieldsOf(undefined, { birthDate: '2008-04-03' }).date('birthDate')).toMatchObject({
    defaultDay: '03',
  });
});

test('a refusal of a service is shown in the same way', () => {
  const problem = formError(form(GOOD), { surname: 'reasons:access.denied' });
  expect(problem.errors).toEqual({ surname: ['reasons:access.denied'] });
  expect(problem.values.age).toBe('18');
});

test.each([
  'options[99999999]',
  'options[4000000000]',
  'nowhere[99999999].deeper',
  '__proto__',
  '__proto__.admin',
  'constructor.prototype.admin',
  'toString',
  'hasOwnProperty',
])('a field named %s costs nothing and changes nothing', (name) => {
  const sent = form([...GOOD, [name, 'x']]);
  expect(parseForm(schema, sent)).toEqual(parseForm(schema, form(GOOD)));
  const refused = parseForm(
    schema,
    form([
      ['age', 'vingt'],
      [name, 'x'],
    ]),
  );
  expect(refused.ok ? undefined : refused.values).toEqual({ age: 'vingt' });
  expect(Object.keys(formError(sent, { '': 'reasons:access.denied' }).values)).not.toContain(name);
  expect({}).not.toHaveProperty('admin');
});

test('a form of a hundred thousand fields is refused at once', () => {
  const sent = form(Array.from({ length: 100_000 }, (_, i) => [i % 2 ? 'age' : `f${i}`, '1'] as const));
  const asked = performance.now();
  expect(parseForm(schema, sent)).toEqual({
    ok: false,
    errors: { '': ['common:errors.format'] },
    values: {},
    lists: {},
  });
  expect(performance.now() - asked).toBeLessThan(500);
});

test('a character that no database keeps is left out', () => {
  expect(parseForm(schema, withField('surname', 'Mou\0ssa'))).toMatchObject({ value: { surname: 'Moussa' } });
});
