import assert from 'node:assert/strict';
import type { ApiKey } from '../../../../src/jimeng/index.ts';
import { redact } from '../../../../src/jimeng/api/redact.ts';

const rest = 'Ab3xY9fQ7mZk2LpW8rTnC4vB6hJd1s';
const token = `sk-${rest}`;
const bearer: ApiKey = { kind: 'bearer', token };
const secretAccessKey = 'WkRkT1/xTXlPVE+3Tm1aaE5ESXhZVA';
const accessKey: ApiKey = { kind: 'accessKey', accessKeyId: 'AKLTZ9', secretAccessKey };

const toHex = (text: string, format: (hex: string) => string) =>
  Array.from(text, (each) => format(each.charCodeAt(0).toString(16).padStart(2, '0'))).join('');
const toBase64 = (text: string) => Buffer.from(text).toString('base64');

/** How a response may write a key. */
const spellings: Readonly<Record<string, (key: string) => string>> = {
  'as it is': (key) => key,
  'in lower case': (key) => key.toLowerCase(),
  'in upper case': (key) => key.toUpperCase(),
  'in JSON': (key) => JSON.stringify(key).replaceAll('/', '\\/'),
  'in JSON in JSON': (key) => JSON.stringify(JSON.stringify(key).replaceAll('/', '\\/')),
  'as JSON escapes': (key) => toHex(key, (hex) => `\\u00${hex}`),
  'as JSON escapes in JSON': (key) => toHex(key, (hex) => `\\\\\\\\u00${hex.toUpperCase()}`),
  'as escapes of strings': (key) => toHex(key, (hex) => `\\x${hex}`),
  'as HTML entities': (key) => toHex(key, (hex) => `&#x${hex};`),
  'as decimal HTML entities': (key) =>
    Array.from(key, (each) => `&#0${each.charCodeAt(0)};`).join(''),
  'as HTML entities in HTML': (key) => toHex(key, (hex) => `&amp;#x${hex};`),
  'as code points of strings': (key) => toHex(key, (hex) => `\\u{${hex}}`),
  'as HTML entities without their ends': (key) =>
    Array.from(key, (each) => `&#${each.charCodeAt(0)}`).join(''),
  'in a URL': (key) => encodeURIComponent(key),
  'in a URL in lower case': (key) => encodeURIComponent(key).toLowerCase(),
  'percent-encoded': (key) => toHex(key, (hex) => `%${hex}`),
  'percent-encoded twice': (key) => toHex(key, (hex) => `%25${hex.toUpperCase()}`),
  'percent-encoded three times': (key) => toHex(key, (hex) => `%2525${hex}`),
  'with spaces': (key) => Array.from(key).join(' '),
  'with line breaks': (key) => key.replaceAll(/(.{5})/g, '$1\n'),
  'with escaped line breaks': (key) => key.replaceAll(/(.{5})/g, String.raw`$1\r\n`),
  'without its prefix': (key) => key.slice(3),
  'without its end': (key) => key.slice(0, -6),
  'with a mask in its middle': (key) => `${key.slice(0, 9)}****${key.slice(-4)}`,
  'with its ends only': (key) => `${key.replace('sk-', '').slice(0, 4)}…${key.slice(-4)}`,
  'as base64': toBase64,
  'as base64 with its scheme': (key) => toBase64(`Bearer ${key}`),
  'as base64 with a user name': (key) => toBase64(`u:${key}`),
  'as base64 with something behind it': (key) => toBase64(`api:${key}\nhost: example.com`),
};

/** Whether a text has 8 letters and digits of the key in a row. */
function reveals(text: string, part: string): boolean {
  const plain = text.toLowerCase();
  return Array.from({ length: part.length - 7 }, (_, index) => part.slice(index, index + 8)).some(
    (each) => plain.includes(each.toLowerCase()),
  );
}

describe('redact', () => {
  for (const [description, spell] of Object.entries(spellings)) {
    for (const [name, key, secret] of [
      ['a token', bearer, token],
      ['a secret key', accessKey, secretAccessKey],
    ] as const) {
      it(`finds ${name} ${description}`, () => {
        const text = spell(secret);
        const redacted = redact(`Invalid key [${text}]: no access`, key);
        assert.match(
          redacted,
          /^Invalid key \[["\\]*(sk-)?[\w.…&#;%\\]{0,12}\*\*\*.{0,30}\]: no access$/s,
        );
        assert.ok(!redacted.includes(text), redacted);
        assert.ok(!reveals(redacted, secret), redacted);
        for (const each of redacted.split(/[^\w+/=]+/)) {
          const decoded = Buffer.from(each, 'base64').toString('latin1');
          assert.ok(!reveals(decoded, secret), redacted);
        }
      });
    }
  }

  const others = [
    'The quota of this account is used up, 100% of it.',
    'Post Text Risk Not Pass (request 20240720103939AF0029465CF6A74E51EC)',
    String.raw`{"message":"C:\\users\u4e2d","url":"https://a.example.com/%E4%B8%AD?a=b&amp;c"}`,
    'ab3 xy9',
  ];
  for (const text of others)
    it(`does not change ${text}`, () => {
      assert.equal(redact(text, bearer), text);
    });

  it('needs time that grows only with the length', () => {
    for (const part of ['\\', '%25', '&amp;', 'a', 'sk-', rest, '\\u00', '%', '&#0000', ' ']) {
      const measure = (length: number) => {
        const text = part.repeat(length / part.length);
        const durations = [1, 2, 3].map(() => {
          const start = performance.now();
          redact(text, bearer);
          return performance.now() - start;
        });
        return Math.min(...durations);
      };
      const [small, large] = [measure(50_000), measure(200_000)];
      assert.ok(large < 10 * small + 100, `${part}: ${small} and ${large} ms`);
    }
  }).timeout(30_000);
});
