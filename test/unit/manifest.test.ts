import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import sharp from 'sharp';
import * as v from 'valibot';
import { deprecatedNames } from '../../src/host/settings/successors.ts';
import {
  actionNames,
  commandsFor,
  galleryMenuCommands,
} from '../../src/gallery/protocol/vocabulary.ts';
import {
  aigcMetaSchema,
  customProviderSchema,
  logoInfoSchema,
  modelIds,
  providerIds,
  providers,
} from '../../src/jimeng/index.ts';
import { lazyModules } from '../../scripts/tools/lazyModules.ts';
import { listActivationFiles } from '../../scripts/tools/activationFiles.ts';

const setting = v.object({
  scope: v.string(),
  order: v.number(),
  default: v.unknown(),
  enum: v.optional(v.array(v.string())),
  enumItemLabels: v.optional(v.array(v.string())),
  enumDescriptions: v.optional(v.array(v.string())),
  properties: v.optional(v.record(v.string(), v.unknown())),
  markdownDeprecationMessage: v.optional(v.string()),
});

const manifest = readJson(
  'package.json',
  v.object({
    name: v.string(),
    displayName: v.string(),
    publisher: v.string(),
    icon: v.string(),
    main: v.string(),
    activationEvents: v.array(v.string()),
    capabilities: v.object({
      untrustedWorkspaces: v.object({ restrictedConfigurations: v.array(v.string()) }),
    }),
    contributes: v.object({
      commands: v.array(v.object({ command: v.string(), title: v.string(), category: v.string() })),
      menus: v.object({
        'editor/context': v.array(v.object({ command: v.string(), when: v.string() })),
        'editor/title': v.array(
          v.object({ command: v.string(), when: v.string(), group: v.string() }),
        ),
        'webview/context': v.array(v.object({ command: v.string(), when: v.string() })),
        commandPalette: v.array(v.object({ command: v.string(), when: v.string() })),
      }),
      keybindings: v.array(
        v.object({
          command: v.string(),
          key: v.string(),
          mac: v.optional(v.string()),
          when: v.string(),
        }),
      ),
      walkthroughs: v.array(
        v.object({
          id: v.string(),
          when: v.string(),
          steps: v.array(
            v.object({
              id: v.string(),
              description: v.string(),
              media: v.object({ svg: v.string(), altText: v.string() }),
              completionEvents: v.array(v.string()),
            }),
          ),
        }),
      ),
      configuration: v.array(
        v.object({
          title: v.string(),
          order: v.number(),
          properties: v.record(v.string(), setting),
        }),
      ),
    }),
  }),
);
const nlsStrings = readJson('package.nls.json', v.record(v.string(), v.string()));
const { commands, menus, keybindings, configuration, walkthroughs } = manifest.contributes;
const settings = configuration.flatMap(({ properties }) => Object.entries(properties));
const settingsByName = new Map(settings);

describe('Manifest', () => {
  it('has the fixed names', () => {
    const { name, publisher, displayName } = manifest;
    assert.deepEqual(
      { name, publisher, displayName: resolveNls(displayName) },
      { name: 'jimeng-images', publisher: 'jimeng-images', displayName: 'Jimeng Images' },
    );
  });

  it('has the titles of the commands', () => {
    assert.deepEqual(
      Object.fromEntries(
        commands
          .filter(({ command }) => !command.startsWith('jimeng.gallery.'))
          .map(({ command, category, title }) => [
            command,
            `${resolveNls(category)}: ${resolveNls(title)}`,
          ]),
      ),
      {
        'jimeng.generate': 'Jimeng: Generate AI Image…',
        'jimeng.generateFromSelection': 'Jimeng: Generate AI Image from Selection',
        'jimeng.generateFromParagraph': 'Jimeng: Generate AI Image from Paragraph…',
        'jimeng.openGallery': 'Jimeng: Open Gallery',
        'jimeng.getStarted': 'Jimeng: Get Started',
        'jimeng.setApiKey': 'Jimeng: Set API Key…',
        'jimeng.clearApiKey': 'Jimeng: Clear API Key',
        'jimeng.selectProvider': 'Jimeng: Select Provider…',
        'jimeng.trySamples': 'Jimeng: Try with Sample Images',
        'jimeng.removeSamples': 'Jimeng: Remove Sample Images',
        'jimeng.insertLatest': 'Jimeng: Insert Latest Image',
        'jimeng.queryTask': 'Jimeng: Query Task…',
        'jimeng.showLog': 'Jimeng: Show Log',
        'jimeng.openLibraryFolder': 'Jimeng: Library: Open Folder',
        'jimeng.cleanUpLibrary': 'Jimeng: Library: Clean Up…',
        'jimeng.moveLibrary': 'Jimeng: Library: Move…',
        'jimeng.exportLibrary': 'Jimeng: Library: Export…',
        'jimeng.importLibrary': 'Jimeng: Library: Import…',
      },
    );
  });

  it('contributes one command to the editor context menu, with and without a selection', () => {
    assert.deepEqual(
      menus['editor/context'].map(({ command, when }) => [command, when.split(' && ')[0]]),
      [
        ['jimeng.generateFromSelection', 'editorHasSelection'],
        ['jimeng.generateFromParagraph', '!editorHasSelection'],
      ],
    );
  });

  it('contributes all card actions to the webview context menu and hides them in the palette', () => {
    const galleryCommands = [...actionNames.flatMap(commandsFor), ...galleryMenuCommands].sort();
    // The palette has a command that asks for a prompt.
    const titleCommands = ['jimeng.gallery.focusComposer'];
    const declared = commands.map(({ command }) => command);
    assert.deepEqual(
      declared.filter((each) => each.startsWith('jimeng.gallery.')).sort(),
      [...galleryCommands, ...titleCommands].sort(),
    );
    const menuCommands = menus['webview/context'].map(({ command }) => command);
    assert.deepEqual(
      menuCommands.sort(),
      [...galleryCommands, 'jimeng.selectProvider', 'jimeng.setApiKey'].sort(),
    );
    assert.deepEqual(
      menus.commandPalette,
      menus.commandPalette.map(({ command }) => ({ command, when: 'false' })),
    );
    assert.deepEqual(
      menus.commandPalette.map(({ command }) => command).sort(),
      [...galleryCommands, ...titleCommands].sort(),
    );
  });

  it('has no two commands with the same key under the same condition', () => {
    // VS Code would show the key in the menu only for the last of them.
    for (const system of ['key', 'mac'] as const) {
      const uses = keybindings.map((each) => `${each[system] ?? each.key} ${each.when}`);
      assert.deepEqual(
        uses.filter((use, index) => uses.indexOf(use) !== index),
        [],
      );
    }
  });

  it('names the reveal command after the platform and hides it in remote windows', () => {
    const revealItems = menus['webview/context'].filter(({ command }) =>
      command.includes('.reveal.'),
    );
    const titles = new Map(commands.map(({ command, title }) => [command, resolveNls(title)]));
    assert.deepEqual(
      revealItems.map(({ command, when }) => [titles.get(command), when.split(' && ').slice(-3)]),
      [
        ['Reveal in File Explorer', ['!isWeb', "remoteName == ''", 'isWindows']],
        ['Reveal in Finder', ['!isWeb', "remoteName == ''", 'isMac']],
        ['Open Containing Folder', ['!isWeb', "remoteName == ''", 'isLinux']],
      ],
    );
  });

  it('contributes a button and the library commands to the gallery title bar', () => {
    const title = menus['editor/title'].filter(({ command }) => command !== 'jimeng.generate');
    assert.ok(title.every(({ when }) => when === "activeWebviewPanelId == 'jimeng.gallery'"));
    const isButton = ({ group }: { group: string }) => group.startsWith('navigation');
    assert.deepEqual(
      title.map((each) => [each.command, isButton(each)]),
      [
        ['jimeng.gallery.focusComposer', true],
        ['jimeng.openLibraryFolder', false],
        ['jimeng.cleanUpLibrary', false],
        ['jimeng.moveLibrary', false],
        ['jimeng.exportLibrary', false],
        ['jimeng.importLibrary', false],
      ],
    );
  });

  it('contributes a command to the menu in the title bar of Markdown documents', () => {
    const entries = menus['editor/title'].filter(({ command }) => command === 'jimeng.generate');
    assert.deepEqual(
      entries.map(({ group }) => group),
      ['9_jimeng@1'],
    );
    const [pattern] = entries.map(({ when }) => /editorLangId =~ \/(.*)\//.exec(when)?.[1]);
    assert.deepEqual(
      ['markdown', 'mdx', 'quarto', 'rmd', 'html', 'latex', 'markdown-math'].filter((language) =>
        new RegExp(pattern ?? '^$').test(language),
      ),
      ['markdown', 'mdx', 'quarto', 'rmd'],
    );
  });

  it('has the settings with their defaults', () => {
    assert.deepEqual(
      Object.fromEntries(
        settings
          .filter(([, { markdownDeprecationMessage }]) => markdownDeprecationMessage === undefined)
          .map(([name, { default: value }]) => [name, value]),
      ),
      {
        'jimeng.model': 'jimeng-4.0',
        'jimeng.resolution': '2k',
        'jimeng.aspectRatio': 'auto',
        'jimeng.imageCount': 'one',
        'jimeng.pricePerImage': {},
        'jimeng.insert.placement': 'auto',
        'jimeng.insert.selection': 'keep',
        'jimeng.insert.altText': 'select',
        'jimeng.insert.destination': {},
        'jimeng.insert.fileName': '${prompt}',
        'jimeng.insert.reference': {},
        'jimeng.provider': 'octopusx',
        'jimeng.timeout': 600,
        'jimeng.maxConcurrentTasks': 2,
        'jimeng.downloadVia': 'url',
        'jimeng.library.maxSize': null,
        'jimeng.library.location': '',
        'jimeng.customProvider': {},
        'jimeng.watermark.enabled': false,
        'jimeng.watermark.position': 'bottomRight',
        'jimeng.watermark.language': 'zh',
        'jimeng.watermark.opacity': 1,
        'jimeng.watermark.text': '',
        'jimeng.contentLabel.producerId': '',
        'jimeng.contentLabel.contentProducer': '',
        'jimeng.contentLabel.contentPropagator': '',
        'jimeng.contentLabel.propagateId': '',
      },
    );
  });

  it('has the settings in four groups', () => {
    assert.deepEqual(
      configuration.map(({ title, order }) => [resolveNls(title), order]),
      [
        ['Image', 1],
        ['Insert', 2],
        ['Service', 3],
        ['AI Labels', 4],
      ],
    );
  });

  it('leads from each older setting to the one that has taken its place', () => {
    const older = settings.filter(([, each]) => each.markdownDeprecationMessage !== undefined);
    assert.deepEqual(
      older.map(([name]) => name.replace('jimeng.', '')).sort(),
      [...deprecatedNames].sort(),
    );
    for (const [, { markdownDeprecationMessage = '' }] of older) {
      const [, link = ''] = /`#([^#]+)#`/.exec(resolveNls(markdownDeprecationMessage)) ?? [];
      assert.ok(settingsByName.has(link), link);
    }
  });

  it('lists and describes every provider and model', () => {
    const provider = settingsByName.get('jimeng.provider');
    const model = settingsByName.get('jimeng.model');
    assert.deepEqual(provider?.enum, providerIds);
    assert.deepEqual(provider.enumItemLabels?.map(resolveNls), [
      ...Object.values(providers).map(({ name }) => name),
      'Custom',
    ]);
    assert.deepEqual(model?.enum, modelIds);
    assert.equal(model.enumDescriptions?.length, modelIds.length);
  });

  it('describes object settings by the fields that are read', () => {
    const fieldsOf = (name: string) =>
      Object.keys(settingsByName.get(name)?.properties ?? {}).sort();
    const read = ({ entries }: { entries: object }) => Object.keys(entries).sort();
    assert.deepEqual(fieldsOf('jimeng.customProvider'), read(customProviderSchema));
    assert.deepEqual(fieldsOf('jimeng.logoInfo'), read(logoInfoSchema));
    assert.deepEqual(fieldsOf('jimeng.aigcMeta'), read(aigcMetaSchema));
  });

  it('orders the settings', () => {
    const orders = settings.map(([, { order }]) => order);
    assert.deepEqual(
      orders,
      orders.map((_, index) => index + 1),
    );
  });

  it('restricts workspace settings that affect cost or labeling', () => {
    // A workspace may set these: they affect neither cost nor labeling.
    const userScopes = new Set(['application', 'machine']);
    const allowedSettings = new Set(['jimeng.aspectRatio', 'jimeng.timeout']);
    const restrictedSettings = settings
      .filter(([name, { scope }]) => !userScopes.has(scope) && !allowedSettings.has(name))
      // Images stay in the workspace: any other folder is confirmed.
      .filter(([name]) => !name.startsWith('jimeng.insert.'))
      .map(([name]) => name);
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.deepEqual(restrictedConfigurations, restrictedSettings);
  });

  it('never lets a workspace decide where the key is sent', () => {
    const providerSettings = settings.filter(([name]) => /provider/i.test(name));
    assert.ok(providerSettings.length > 0);
    for (const [name, { scope }] of providerSettings) assert.equal(scope, 'application', name);
  });

  it('has a walkthrough that VS Code does not open by itself', () => {
    assert.deepEqual(
      walkthroughs.map(({ id, when, steps }) => [id, when, steps.map((step) => step.id)]),
      [['getStarted', 'jimeng.isActive', ['provider', 'select', 'insert', 'gallery']]],
    );
  });

  it('has walkthrough steps with commands that exist and images in the colors of the theme', () => {
    const declared = new Set(commands.map(({ command }) => command));
    for (const { description, media, completionEvents } of walkthroughs.flatMap(
      ({ steps }) => steps,
    )) {
      const links = [...resolveNls(description).matchAll(/command:(jimeng\.\w+)/g)];
      assert.ok(links.length > 0);
      for (const [, command = ''] of links) assert.ok(declared.has(command), command);
      assert.equal(completionEvents.length, 1);
      const svg = readFileSync(media.svg, 'utf8');
      // The page that shows it allows no styles.
      assert.doesNotMatch(svg, /style|#[\da-f]{3}|<text/i);
      assert.match(svg, /var\(--vscode-/);
    }
  });

  it('activates after startup', () => {
    assert.deepEqual(manifest.activationEvents, [
      'onStartupFinished',
      'onWebviewPanel:jimeng.gallery',
    ]);
  });

  it('has an icon of 256 pixels', async () => {
    const { format, width, height } = await sharp(manifest.icon).metadata();
    assert.deepEqual({ format, width, height }, { format: 'png', width: 256, height: 256 });
  });
});

describe('Package', () => {
  let folder: string;
  before(() => {
    folder = stagePackage();
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('contains exactly the expected files', async () => {
    const files = await listFiles({ cwd: folder, packageManager: PackageManager.None });
    assert.deepEqual(
      [...new Set(files.map(withoutHash))].sort(),
      [
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'dist/ThirdPartyNotices.txt',
        ...[...Object.keys(lazyModules), 'chunk', 'extension', 'node-fetch'].map(
          (name) => `dist/${name}.cjs`,
        ),
        'dist/codicon.ttf',
        'dist/gallery.css',
        'dist/gallery.js',
        'l10n/bundle.l10n.zh-cn.json',
        'media/gallery-dark.svg',
        'media/gallery-light.svg',
        'media/icon.png',
        'media/walkthrough/gallery.svg',
        'media/walkthrough/insert.svg',
        'media/walkthrough/provider.svg',
        'media/walkthrough/select.svg',
        'package.json',
        'package.nls.json',
        'package.nls.zh-cn.json',
      ].sort(),
    );
  });

  // Nearly half of it is the document languages with their parsers, which are loaded on first use.
  it('is under 515 KB', async () => {
    const packagePath = join(folder, 'jimeng-images.vsix');
    await createVSIX({ cwd: folder, packagePath, dependencies: false });
    const { size } = statSync(packagePath);
    assert.ok(size < 515_000, `${size} bytes`);
  });

  it('loads under 100 KB at activation and nothing lazy', () => {
    const files = listActivationFiles(join(folder, manifest.main));
    const names = new Set(files.map((file) => withoutHash(basename(file))));
    assert.deepEqual(names, new Set(['extension.cjs', 'chunk.cjs']));
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
    assert.ok(bytes < 100_000, `${bytes} bytes`);
  });

  it('contains no source maps and no local paths', () => {
    for (const file of globSync('dist/*', { cwd: folder })) {
      const content = readFileSync(join(folder, file), 'utf8');
      assert.ok(!content.includes('sourceMappingURL'), file);
      assert.ok(!content.includes(process.cwd()), file);
    }
  });
});

/** Removes the content hash from the name of a shared chunk. */
function withoutHash(file: string): string {
  return file.replace(/chunk-\w+/, 'chunk');
}

/** Builds the package in a folder with files that must not be included. */
function stagePackage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jimeng-package-'));
  const parts = [
    'src',
    'test',
    'scripts',
    'sample',
    'media',
    'l10n',
    '.github',
    '.vscode',
    '.vscodeignore',
  ];
  const files = ['*.json', '*.js', '*.md', 'LICENSE', '.*rc.json', '.gitignore'];
  for (const part of [...parts, ...globSync(files)]) {
    cpSync(part, join(folder, part), { recursive: true });
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
  const built = spawnSync(process.execPath, ['esbuild.js', '--production'], {
    cwd: folder,
    encoding: 'utf8',
  });
  assert.equal(built.status, 0, built.stderr);
  return folder;
}

/** Resolves `%name%` in the manifest. */
function resolveNls(text: string): string {
  return text.replace(/^%(.+)%$/, (whole, name: string) => nlsStrings[name] ?? whole);
}

function readJson<Schema extends v.GenericSchema>(path: string, schema: Schema) {
  return v.parse(schema, JSON.parse(readFileSync(path, 'utf8')));
}
