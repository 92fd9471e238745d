import { pickOne, randomInt } from '../seededRandom.ts';

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
type JsonObject = Record<string, Json>;

/** Stands for 100,000 nested lists, which `JSON.stringify` cannot write. */
const deepValue = '(deep)';
const deepText = '['.repeat(100_000) + ']'.repeat(100_000);
/** Stands for a list that is so long that writing it takes most of the time; with its element. */
const longValue = '(long)';
const longTexts = ['{}', '""', '0', 'null', '[]', '{"uri":"","at":1}', '{"file":"1.png"}'].map(
  (element) => `[${`${element},`.repeat(60_000)}${element}]`,
);

/** Values that somebody may write into any field. */
const hostileValues: readonly (() => Json)[] = [
  () => null,
  () => true,
  () => '',
  () => 0,
  () => -1,
  () => 0.5,
  () => 1e308,
  () => Number.MAX_SAFE_INTEGER,
  () => 8.64e15,
  () => -8.64e15 - 1,
  () => [],
  () => ({}),
  () => '[Open](command:workbench.action.terminal.new)',
  () => '$(alert) \u202e\u0000\u200b\ud800',
  () => 'https://attacker.example/1.png',
  () => 'http://127.0.0.1:8080/?x=1',
  () => 'file:///etc/passwd',
  () => '../../../../outside/victim.txt',
  () => '1:// ',
  () => ' '.repeat(20_000),
  () => 'a'.repeat(100_000),
  () => Array.from({ length: 2_000 }, (_, n) => `https://attacker.example/${n}`),
  () => Array.from({ length: 2_000 }, (_, n) => ({ uri: `file:///${n}`, at: n })),
  () => deepValue,
  () => longValue,
  () => Array.from({ length: 500 }, (_, n) => pickWrongElement(n)),
  () => JSON.parse('{"__proto__":{"state":"queued"},"constructor":{"prototype":1}}') as Json,
];

/** An element that no list of a record may have. */
function pickWrongElement(n: number): Json {
  return [{}, null, 1, [], [[]], 'x', { file: n }, { uri: n, at: '' }][n % 8] ?? null;
}

/** Fields that a mutation adds, whatever they are for. */
const fieldNames = [
  ...['provider', 'customProvider', 'task', 'resultUrls', 'failure', 'insertions', 'state'],
  ...['createdAt', 'finishedAt', 'expectedAfterSeconds', 'withheldCount', 'isExternal', 'images'],
  ...['__proto__', 'request', 'replacedFile', 'readyAfterSeconds', 'isCancelRequested', 'version'],
] as const;

/** Valid values of fields that make something run. */
export const temptingFields: readonly JsonObject[] = [
  { state: 'queued' },
  { state: 'submitting' },
  { state: 'generating', task: { taskId: '1', reqKey: 'jimeng_t2i_v40', submittedAt: 8.64e15 } },
  {
    state: 'downloading',
    task: { taskId: '1', reqKey: 'jimeng_t2i_v40', submittedAt: 8.64e15 },
    resultUrls: { imageUrls: ['https://attacker.example/1.png'], receivedAt: 8.64e15 },
  },
  {
    state: 'failed',
    failure: { kind: 'network', host: '[x](command:y)', code: '[x](command:y)' },
    task: { taskId: '[x](command:y)', reqKey: '', submittedAt: 8.64e15 },
  },
  { state: 'failed', failure: { kind: 'service', message: '[x](command:y)', code: '\u202e' } },
  {
    state: 'queued',
    provider: 'custom',
    customProvider: { baseUrl: 'https://attacker.example', path: '/jm', auth: 'bearer', model: '' },
  },
];

/** The text of a record with one or several changes, some of which break the JSON. */
export function mutateRecord(record: object, random: () => number): string {
  const copy = JSON.parse(JSON.stringify(record)) as JsonObject;
  if (random() < 0.5) Object.assign(copy, pickOne(random, temptingFields));
  for (let changes = randomInt(random, 4); changes > 0; changes--) mutateValue(copy, random);
  const text = JSON.stringify(copy);
  if (random() < 0.9)
    return text
      .replaceAll('1e+308', '1e999')
      .replaceAll(JSON.stringify(deepValue), deepText)
      .replaceAll(JSON.stringify(longValue), () => pickOne(random, longTexts));
  const at = randomInt(random, text.length);
  return random() < 0.5
    ? text.slice(0, at)
    : text.slice(0, at) + String.fromCharCode(randomInt(random, 256)) + text.slice(at + 1);
}

function mutateValue(value: Json, random: () => number): void {
  if (typeof value !== 'object' || value === null) return;
  const holder = value as JsonObject;
  const names = [...Object.keys(holder), ...(random() < 0.2 ? fieldNames : [])];
  if (names.length === 0) return;
  const name = pickOne(random, names);
  const child = Object.hasOwn(holder, name) ? holder[name] : undefined;
  if (typeof child === 'object' && child !== null && random() < 0.6) mutateValue(child, random);
  else if (random() < 0.1) Reflect.deleteProperty(holder, name);
  else holder[name] = pickOne(random, hostileValues)();
}
