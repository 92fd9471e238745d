import assert from 'node:assert/strict';
import { normalizeKey } from '../../../../src/jimeng/index.ts';
import { toApiKey } from '../../support/apiKey.ts';

const key = 'sk-AbC_123-xyz';

describe('normalizeKey', () => {
  const copies: [string, string][] = [
    ['the key', key],
    ['spaces around it', `  ${key}\t`],
    ['line ends', `\r\n${key}\r\n`],
    ['a line break within it', 'sk-AbC_\n123-xyz'],
    ['full-width spaces', `\u3000${key}\u3000`],
    ['no-break spaces', `\u00a0${key}\u00a0`],
    ['zero-width characters', `\u200b${key.slice(0, 5)}\u200d${key.slice(5)}\ufeff`],
    ['a direction mark', `\u202a${key}\u202c`],
    ['a soft hyphen', `sk-AbC\u00ad_123-xyz`],
    ['a NUL', `${key}\u0000`],
    ['straight quotes', `"${key}"`],
    ['single quotes', `'${key}'`],
    ['curly quotes', `“${key}”`],
    ['backticks', `\`${key}\``],
    ['angle brackets', `<${key}>`],
    ['a comma from JSON', `"${key}",`],
    ['Bearer', `Bearer ${key}`],
    ['bearer in lower case', `bearer  ${key}`],
    ['Bearer in quotes', `"Bearer ${key}"`],
    ['a quoted key after Bearer', `Bearer "${key}"`],
    ['a header', `Authorization: Bearer ${key}`],
    ['a header without a space', `authorization:Bearer ${key}`],
    ['a header with a full-width colon', `Authorization：Bearer ${key}`],
    ['another header', `X-Api-Key: ${key}`],
    ['an option of curl', `-H "Authorization: Bearer ${key}"`],
    ['Key=', `Key=${key}`],
    ['API key:', `api_key: ${key}`],
    ['a variable', `export OPENAI_API_KEY='${key}'`],
    ['a field of JSON', `"apiKey": "${key}"`],
  ];
  for (const [description, text] of copies) {
    it(`removes what is not the key: ${description}`, () => {
      assert.equal(normalizeKey(text), key);
    });
  }

  const unusualKeys = [
    '',
    'Bearer',
    'WkdFMlltVTBkey==',
    'c2VjcmV0RXhhbXBsZQ==',
    'token',
    'sk-a/users+own.key=',
    'AKLTZGE2YmU0',
    'a:b:c',
  ];
  for (const unusualKey of unusualKeys) {
    it(`keeps “${unusualKey}”`, () => {
      assert.equal(normalizeKey(unusualKey), unusualKey);
    });
  }

  it('is applied to every part of a key', () => {
    assert.deepEqual(toApiKey(`Bearer ${key}`), { kind: 'bearer', token: key });
    assert.deepEqual(
      toApiKey({
        accessKeyId: ' AKLTx\u200b',
        secretAccessKey: '"c2VjcmV0==" ',
        sessionToken: 'STS\n',
      }),
      {
        kind: 'accessKey',
        accessKeyId: 'AKLTx',
        secretAccessKey: 'c2VjcmV0==',
        sessionToken: 'STS',
      },
    );
  });
});
