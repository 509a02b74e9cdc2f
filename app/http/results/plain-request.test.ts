import { expect, test } from 'vitest';
import { readPlainRequest } from './plain-request.ts';

const PATH = '/resultats/0190f3a2-0000-7000-8000-000000000001/B12-7';
const read = (text: string) => readPlainRequest(Buffer.from(text, 'latin1'));
const get = (...lines: string[]) =>
  [`GET ${PATH} HTTP/1.1`, 'Host: resultats.example', ...lines, '', ''].join('\r\n');
const post = (body: string, ...lines: string[]) =>
  [`POST ${PATH} HTTP/1.1`, 'Host: resultats.example', ...lines, '', body].join('\r\n');

test('a whole GET as browsers and proxies write it is plain', () => {
  const request = read(
    get(
      'User-Agent: Mozilla/5.0 (X11; "x") é'.replace('é', 'e'),
      'ACCEPT-Language: fr, en;q=0.5',
      'Connection: Keep-Alive',
    ),
  );
  expect(request).toMatchObject({
    method: 'GET',
    url: PATH,
    sittingId: '0190f3a2-0000-7000-8000-000000000001',
    tableNumber: 'B12-7',
    body: '',
  });
  expect(request?.header('accept-language')).toBe('fr, en;q=0.5');
  expect(request?.header('host')).toBe('resultats.example');
  expect(request?.header('cookie')).toBeNull();
});

test('a whole POST is plain when its body is as long as it says', () => {
  expect(read(post('code=AB12', 'Content-Length: 9'))).toMatchObject({ method: 'POST', body: 'code=AB12' });
});

const LINE = `GET ${PATH} HTTP/1.1\r\n`;
const NOT_PLAIN: Readonly<Record<string, string>> = {
  nothing: '',
  'a part of the line': `GET ${PATH}`,
  'a part of a header': `${LINE}Host: x\r\nAccept`,
  'the end still to come': `${LINE}Host: x\r\n`,
  'half of the end': `${LINE}Host: x\r\n\r`,
  'two requests at once': get() + get(),
  'a request and a part of the next': `${get()}GET`,
  'empty lines before it': `\r\n${get()}`,
  'another method': get().replace('GET', 'HEAD'),
  'a method in small letters': get().replace('GET', 'get'),
  'HTTP/1.0': get().replace('1.1', '1.0'),
  'HTTP/2': get().replace('1.1', '2.0'),
  'no version': get().replace(' HTTP/1.1', ''),
  'two spaces': get().replace('GET ', 'GET  '),
  'a tab for a space': get().replace('GET ', 'GET\t'),
  'a query': get().replace('B12-7', 'B12-7?lang=en'),
  'a longer path': get().replace('B12-7', 'B12-7/calcul'),
  'a path with dots': get().replace('B12-7', '../B12-7'),
  'an encoded path': get().replace('B12-7', '%42'),
  'an address with its host': get().replace('/resultats', 'http://x/resultats'),
  'another path': get().replace('/resultats', '/healthz'),
  'bare line feeds': get().replaceAll('\r\n', '\n'),
  'one bare line feed': get('A: b').replace('A: b\r\n', 'A: b\n'),
  'a bare line feed at the end': get().replace(/\r\n$/, '\n'),
  'a bare carriage return': get('A: b\rc'),
  'a line feed in a value': get('A: b\nTransfer-Encoding: chunked'),
  'a NUL in a value': get('A: b\0c'),
  'a NUL in the path': get().replace('B12-7', 'B12\x007'),
  'a letter outside ASCII': get('A: é'),
  'a tab in a value': get('A: b\tc'),
  'DEL in a value': get('A: \x7f'),
  'a folded line': get('A: b', ' c: d'),
  'a space before the colon': get('Content-Length : 5'),
  'a space before the name': get(' Content-Length: 5'),
  'no colon': get('Content-Length'),
  'no space after the colon': get('A:b'),
  'two spaces after the colon': get('A:  b'),
  'a space at the end of a value': get('A: b '),
  'an empty value': get('A: '),
  'an empty name': get(': b'),
  'an underscore in a name': get('Content_Length: 5'),
  'no host': get().replace('Host: resultats.example\r\n', ''),
  'two hosts': get('Host: other.example'),
  'a header twice': get('X-Forwarded-For: 10.0.0.1', 'x-forwarded-for: 10.0.0.2'),
  'a length on a GET': get('Content-Length: 0'),
  'a body on a GET': `${get('Content-Length: 3')}abc`,
  'bytes after a GET': `${get()}abc`,
  'a coded body': get('Transfer-Encoding: chunked'),
  'a coded body in odd letters': get('tRANSFER-eNCODING: chunked'),
  'a coded body on a POST with a length': post(
    '0\r\n\r\n',
    'Content-Length: 5',
    'Transfer-Encoding: chunked',
  ),
  'to be closed': get('Connection: close'),
  'to be closed among others': get('Connection: keep-alive, close'),
  'another protocol': get('Connection: Upgrade', 'Upgrade: websocket'),
  'another protocol without its connection': get('Upgrade: h2c'),
  'to be told to go on': post('code=A', 'Content-Length: 6', 'Expect: 100-continue'),
  'a POST without a length': post('code=A'),
  'a POST whose body has not come': post('', 'Content-Length: 6'),
  'a POST with a part of its body': post('code=', 'Content-Length: 6'),
  'a POST with more than its body': post('code=AGET', 'Content-Length: 6'),
  'a POST with two lengths': post('code=A', 'Content-Length: 6', 'Content-Length: 6'),
  'a length with a sign': post('code=A', 'Content-Length: +6'),
  'a length with a zero before it': post('code=A', 'Content-Length: 06'),
  'a length in sixteens': post('code=A', 'Content-Length: 0x6'),
  'a list of lengths': post('code=A', 'Content-Length: 6, 6'),
  'an empty POST': post('', 'Content-Length: 0'),
  'a compressed POST': post('code=A', 'Content-Length: 6', 'Content-Encoding: gzip'),
  'a body with a line in it': post('code\r\n', 'Content-Length: 6'),
  'a body outside ASCII': post('code=é', 'Content-Length: 6'),
  'more than a plain request needs': get(`Cookie: ${'a'.repeat(4096)}`),
};

test.each(Object.entries(NOT_PLAIN))('not plain: %s', (_, text) => {
  expect(read(text)).toBeUndefined();
});

test('no part of a plain request is one', () => {
  for (const whole of [get('A: b'), post('code=AB12', 'Content-Length: 9')])
    for (let end = 0; end < whole.length; end += 1) expect(read(whole.slice(0, end))).toBeUndefined();
});
