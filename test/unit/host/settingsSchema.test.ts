import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  parseSettings,
  settingNames,
  type SettingName,
  type Settings,
} from '../../../src/host/settings/settingsSchema.ts';
import { successorNames } from '../../../src/host/settings/successors.ts';

interface ManifestSetting {
  readonly default: unknown;
  readonly enum?: readonly string[];
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  contributes: { configuration: { properties: Record<string, ManifestSetting> }[] };
};
const properties = Object.assign(
  {},
  ...manifest.contributes.configuration.map((group) => group.properties),
) as Record<string, ManifestSetting>;

/** Values that are spelled differently, and what they mean. */
const understood: readonly [name: SettingName, value: unknown, meaning: unknown][] = [
  ['provider', 'Volcengine', 'volcengine'],
  ['provider', ' OctopusX ', 'octopusx'],
  ['provider', 'DEEPWL', 'deepwl'],
  ['model', 'Jimeng-4.6', 'jimeng-4.6'],
  ['resolution', '1K', '1k'],
  ['resolution', '４Ｋ', '4k'],
  ['aspectRatio', '16x9', '16:9'],
  ['aspectRatio', '16X9', '16:9'],
  ['aspectRatio', '16：9', '16:9'],
  ['aspectRatio', ' 16 × 9 ', '16:9'],
  ['aspectRatio', '16/9', '16:9'],
  ['aspectRatio', 'Auto', 'auto'],
  ['forceSingle', 'false', false],
  ['addLogo', 'true', true],
  ['addLogo', ' TRUE ', true],
  ['returnUrl', 'False', false],
  ['timeout', '300', 300],
  ['maxConcurrentTasks', ' 4 ', 4],
  ['library.maxSize', '2048', 2048],
  ['logoInfo', { position: 'topleft', language: 'EN' }, { position: 'topLeft', language: 'en' }],
  ['logoInfo', { opacity: '0.5' }, { opacity: 0.5 }],
  ['insert.placement', ' Below', 'below'],
  ['insert.selection', 'alttext', 'altText'],
  ['insert.altText', 'Ask', 'ask'],
  ['insert.fileName', 'ask', 'ask'],
  ['insert.fileName', '${date}-${prompt}', '${date}-${prompt}'],
  ['insert.destination', { '**/*.md': 'images/' }, { '**/*.md': 'images/' }],
  [
    'insert.destination',
    { '**': '${fileName/a/b/}/\\${x}/${documentDirName}' },
    { '**': '${fileName/a/b/}/\\${x}/${documentDirName}' },
  ],
  ['insert.reference', { html: '<img src="${path}">' }, { html: '<img src="${path}">' }],
];

/** Settings that have taken the place of older ones, and what they mean in terms of those. */
const succeeded: readonly [values: Record<string, unknown>, meaning: Partial<Settings>][] = [
  [{ imageCount: 'asPrompted' }, { forceSingle: false }],
  [{ imageCount: ' One ', forceSingle: false }, { forceSingle: true }],
  [{ downloadVia: 'response' }, { returnUrl: false }],
  [{ downloadVia: 'url', returnUrl: false }, { returnUrl: true }],
  [{ 'watermark.enabled': true }, { addLogo: true }],
  [{ 'watermark.enabled': false, addLogo: true }, { addLogo: false }],
  [
    { 'watermark.position': 'TopLeft', 'watermark.opacity': '0.5' },
    { logoInfo: { position: 'topLeft', opacity: 0.5 } },
  ],
  [
    { 'watermark.language': 'en', logoInfo: { language: 'zh', text: 'AI' } },
    { logoInfo: { language: 'en', text: 'AI' } },
  ],
  [{ 'watermark.text': '', logoInfo: { text: 'AI' } }, { logoInfo: {} }],
  [
    { 'contentLabel.producerId': 'p', 'contentLabel.propagateId': '' },
    { aigcMeta: { producerId: 'p' } },
  ],
  [
    { 'contentLabel.contentProducer': 'c', aigcMeta: { producerId: 'p' } },
    { aigcMeta: { producerId: 'p', contentProducer: 'c' } },
  ],
];

/** Values that mean nothing: the path, the value as it is shown, and what is expected. */
const invalid: readonly [
  name: SettingName,
  value: unknown,
  path: string,
  shown: string,
  expected: RegExp,
][] = [
  ['provider', 'volcano', 'provider', '"volcano"', /^octopusx, deepwl, volcengine, custom$/],
  ['provider', '', 'provider', '""', /^octopusx, /],
  ['model', 'jimeng-4', 'model', '"jimeng-4"', /^jimeng-4\.0, /],
  ['model', 4, 'model', '4', /^jimeng-4\.0, /],
  ['resolution', '8k', 'resolution', '"8k"', /^1k, 2k, 4k$/],
  ['resolution', 8, 'resolution', '8', /^1k, 2k, 4k$/],
  ['resolution', ['2k'], 'resolution', '["2k"]', /^1k, 2k, 4k$/],
  ['aspectRatio', '16:10', 'aspectRatio', '"16:10"', /^auto, 1:1, /],
  ['aspectRatio', 'round', 'aspectRatio', '"round"', /^auto, 1:1, /],
  ['forceSingle', 'no', 'forceSingle', '"no"', /^true, false$/],
  ['addLogo', 1, 'addLogo', '1', /^true, false$/],
  ['logoInfo', 'AI', 'logoInfo', '"AI"', /^Object$/],
  ['logoInfo', { position: 'middle' }, 'logoInfo.position', '"middle"', /^bottomRight, /],
  ['logoInfo', { opacity: 2 }, 'logoInfo.opacity', '2', /^0–1$/],
  ['logoInfo', { positon: 'topLeft' }, 'logoInfo', 'positon', /^position, language, /],
  ['aigcMeta', { producerId: 3 }, 'aigcMeta.producerId', '3', /^string$/],
  ['aigcMeta', { producer: 'x' }, 'aigcMeta', 'producer', /producerId/],
  ['returnUrl', 'url', 'returnUrl', '"url"', /^true, false$/],
  ['timeout', 5, 'timeout', '5', /^10–43200$/],
  ['timeout', 'long', 'timeout', '"long"', /^10–43200$/],
  ['maxConcurrentTasks', 1.5, 'maxConcurrentTasks', '1.5', /^1–20$/],
  ['pricePerImage', { octopusx: true }, 'pricePerImage.octopusx', 'true', /^string, number$/],
  ['library.maxSize', -1, 'library.maxSize', '-1', /^≥ 0$/],
  ['insert.placement', 'above', 'insert.placement', '"above"', /^auto, below, cursor$/],
  ['insert.selection', true, 'insert.selection', 'true', /^keep, replace, altText$/],
  ['insert.altText', 'none', 'insert.altText', '"none"', /^select, ask, prompt$/],
  [
    'insert.destination',
    'images/',
    'insert.destination',
    '"images/"',
    /^\{ "\*\*": "images\/" \}$/,
  ],
  [
    'insert.destination',
    { '**': '${documentBasename}/' },
    'insert.destination.**',
    '"${documentBasename}/"',
    /^\$\{documentDirName\}, .*\$\{isoTime\}$/,
  ],
  [
    'insert.destination',
    { '**': 'x/${fileName/^(.*)$/$1/}/${stem/a/b/}' },
    'insert.destination.**',
    '"x/${fileName/^(.*)$/$1/}/${stem/a/b/}"',
    /^\$\{documentDirName\}, /,
  ],
  [
    'insert.destination',
    { '**': 'C:\\images' },
    'insert.destination.**',
    '"C:\\\\images"',
    /^images\/, \.\.\/images\/, \/images\/$/,
  ],
  [
    'insert.destination',
    { '**': 'file:///images' },
    'insert.destination.**',
    '"file:///images"',
    /^images\/, /,
  ],
  ['insert.destination', { '**': 1 }, 'insert.destination.**', '1', /^string$/],
  ['insert.fileName', '${name}', 'insert.fileName', '"${name}"', /^\$\{prompt\}, .*, ask$/],
  ['insert.fileName', 5, 'insert.fileName', '5', /^\$\{prompt\}, /],
  ['insert.reference', '![]()', 'insert.reference', '"![]()"', /^\{ "markdown": ".*" \}$/],
  [
    'insert.reference',
    { markdown: '![${alt}]' },
    'insert.reference.markdown',
    '"![${alt}]"',
    /^\$\{path\}$/,
  ],
  [
    'insert.reference',
    { html: '<img src="${path}" alt="${altText}">' },
    'insert.reference.html',
    '"<img src=\\"${path}\\" alt=\\"${altText}\\">"',
    /^\$\{path\}, \$\{alt\}, .*\$\{height\}$/,
  ],
];

/** Who receives a request, what it costs, and how its image is labeled. */
const decisiveNames: readonly SettingName[] = [
  'provider',
  'model',
  'resolution',
  'aspectRatio',
  'forceSingle',
  'addLogo',
  'logoInfo',
  'aigcMeta',
];

describe('parseSettings', () => {
  for (const [name, value, meaning] of understood) {
    it(`understands ${name}: ${JSON.stringify(value)}`, () => {
      const { settings, problems } = parseSettings({ [name]: value });
      assert.deepEqual(settings[name], meaning);
      assert.deepEqual(problems, []);
    });
  }

  for (const [name, value, path, shown, expected] of invalid) {
    it(`reports ${name}: ${JSON.stringify(value)}`, () => {
      const { settings, problems } = parseSettings({ [name]: value });
      assert.deepEqual(settings, parseSettings({}).settings, 'the default is used');
      const [problem, ...others] = problems;
      assert.ok(problem);
      assert.deepEqual(others, []);
      assert.deepEqual([problem.name, problem.path, problem.value], [name, path, shown]);
      assert.match(problem.expected, expected);
      assert.equal(problem.isDecisive, decisiveNames.includes(name));
    });
  }

  for (const [values, expected] of succeeded) {
    it(`understands ${JSON.stringify(values)}`, () => {
      const { settings, problems } = parseSettings(values);
      assert.deepEqual(problems, []);
      assert.deepEqual(settings, { ...parseSettings({}).settings, ...expected });
    });
  }

  it('reports an invalid successor by its name, as a problem of the older setting', () => {
    const { settings, problems } = parseSettings({ imageCount: 'two', 'watermark.opacity': 2 });
    assert.deepEqual(settings, parseSettings({}).settings);
    assert.deepEqual(problems, [
      {
        name: 'forceSingle',
        path: 'imageCount',
        value: '"two"',
        expected: 'one, asPrompted',
        isDecisive: true,
      },
      {
        name: 'logoInfo',
        path: 'watermark.opacity',
        value: '2',
        expected: '0–1',
        isDecisive: true,
      },
    ]);
  });

  it('reports each invalid setting, and reads the others', () => {
    const { settings, problems } = parseSettings({ addLogo: 'yes', resolution: '4K', timeout: 1 });
    assert.deepEqual(
      problems.map(({ name }) => name),
      ['addLogo', 'timeout'],
    );
    assert.equal(settings.resolution, '4k');
  });

  it('shows a part of a long value', () => {
    const [problem] = parseSettings({ model: 'x'.repeat(500) }).problems;
    assert.equal(problem?.value.length, 60);
  });

  it('accepts every default and value of the manifest', () => {
    const values = [...settingNames, ...successorNames].flatMap((name) => {
      const setting = properties[`jimeng.${name}`];
      assert.ok(setting, name);
      return [setting.default, ...(setting.enum ?? [])].map((value) => ({ [name]: value }));
    });
    assert.ok(values.length > 30);
    for (const value of values) assert.deepEqual(parseSettings(value).problems, []);
  });

  it('has the defaults of the manifest', () => {
    for (const [name, value] of Object.entries(parseSettings({}).settings)) {
      const { default: manifestDefault } = properties[`jimeng.${name}`] ?? { default: undefined };
      if (name === 'aigcMeta' || name === 'library.maxSize') continue;
      assert.deepEqual(value, manifestDefault, name);
    }
  });

  it('reads every setting but the custom provider and the folder of the library', () => {
    const names = Object.keys(properties).map((name) => name.replace('jimeng.', ''));
    assert.deepEqual(
      names.filter((name) => !['customProvider', 'library.location'].includes(name)).sort(),
      [...settingNames, ...successorNames].sort(),
    );
  });
});
