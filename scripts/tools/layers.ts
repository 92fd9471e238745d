/** A folder of `src`, and what the files in it may import. */
export interface Layer {
  /** Path from `src`. */
  readonly folder: string;
  /** The other layers that it may import, by their folders. */
  readonly layers: readonly string[];
  /** The packages that it may import. A layer without `vscode` runs in plain Node or in a browser. */
  readonly packages: readonly string[];
  /** Whether it may import Node's own modules. The gallery's page runs in a browser. */
  readonly usesNode?: true;
  /** The only files that other layers may import, if there are such. */
  readonly publicApi?: readonly string[];
}

const core = ['jimeng', 'library', 'progress', 'tasks', 'untrusted'];

function pageLayer(
  name: string,
  layers: readonly string[],
  packages: readonly string[] = [],
): Layer {
  return {
    folder: `gallery/page/${name}`,
    layers: [
      'gallery/protocol',
      'progress',
      'untrusted',
      ...layers.map((each) => `gallery/page/${each}`),
    ],
    packages: ['lit', ...packages],
  };
}

/**
 * The layers of `src`, from the inside out, which `npm run lint` enforces. CONTRIBUTING.md describes
 * them. The files that put layers together belong to none: `extension.ts`, `app.ts`, and the page's
 * `main.ts` and `main.css`.
 */
export const layers: readonly Layer[] = [
  { folder: 'untrusted', layers: [], packages: ['valibot'] },
  { folder: 'progress', layers: [], packages: [] },
  {
    folder: 'jimeng',
    layers: ['untrusted'],
    packages: ['image-dimensions', 'node-fetch', 'valibot'],
    usesNode: true,
    publicApi: ['index.ts'],
  },
  {
    folder: 'library',
    layers: ['jimeng', 'untrusted'],
    packages: ['valibot', 'yauzl', 'yazl'],
    usesNode: true,
  },
  {
    folder: 'samples',
    layers: ['jimeng', 'library', 'untrusted'],
    packages: [],
    usesNode: true,
    publicApi: ['index.ts'],
  },
  { folder: 'tasks', layers: ['jimeng', 'library', 'untrusted'], packages: [] },
  {
    folder: 'languages',
    layers: ['untrusted'],
    packages: [
      '@lezer/common',
      '@lezer/css',
      '@lezer/html',
      '@lezer/javascript',
      '@lezer/lr',
      '@lezer/python',
      'entities',
      'htmlparser2',
      'mdast',
      'mdast-util-from-markdown',
      'mdast-util-frontmatter',
      'mdast-util-gfm-footnote',
      'mdast-util-gfm-strikethrough',
      'mdast-util-gfm-table',
      'mdast-util-gfm-task-list-item',
      'micromark-extension-cjk-friendly',
      'micromark-extension-cjk-friendly-gfm-strikethrough',
      'micromark-extension-frontmatter',
      'micromark-extension-gfm-footnote',
      'micromark-extension-gfm-table',
      'micromark-extension-gfm-task-list-item',
    ],
    publicApi: ['index.ts'],
  },
  {
    folder: 'insert',
    layers: ['languages', 'untrusted'],
    packages: ['vscode'],
    usesNode: true,
    publicApi: ['index.ts'],
  },
  {
    folder: 'host',
    layers: [...core, 'samples'],
    packages: ['strip-json-comments', 'valibot', 'vscode'],
    usesNode: true,
  },
  { folder: 'gallery/protocol', layers: ['untrusted'], packages: ['valibot'] },
  {
    folder: 'gallery/host',
    layers: [...core, 'host', 'gallery/protocol'],
    packages: ['valibot', 'vscode'],
    usesNode: true,
    publicApi: ['galleryPanel.ts'],
  },
  pageLayer('ui', []),
  pageLayer('thumbnails', ['ui']),
  pageLayer('grid', ['ui', 'thumbnails'], ['@tanstack/virtual-core']),
  pageLayer('attention', ['ui', 'grid']),
  pageLayer('composer', ['ui', 'thumbnails'], ['valibot']),
  pageLayer('toolbar', ['ui', 'thumbnails']),
  pageLayer('notices', ['ui']),
  pageLayer('help', ['ui']),
  pageLayer('viewer', ['ui', 'thumbnails', 'grid', 'composer', 'toolbar']),
  pageLayer(
    'app',
    ['ui', 'thumbnails', 'grid', 'attention', 'composer', 'toolbar', 'notices', 'help', 'viewer'],
    ['valibot'],
  ),
  {
    folder: 'commands',
    layers: [...core, 'languages', 'insert', 'host', 'gallery/protocol', 'gallery/host'],
    packages: ['valibot', 'vscode'],
    usesNode: true,
  },
];
