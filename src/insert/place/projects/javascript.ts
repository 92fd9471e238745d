import type { FindLayout, ProjectFolder } from '../layout.ts';
import { resolve } from '../uris.ts';
import {
  getBundledForm,
  hasConfig,
  isSiteDocument,
  readConfig,
  useBundledFolder,
  usePublicFolder,
  usualTextFolders,
} from './bundled.ts';

const findNext: FindLayout = async (project, document) => {
  if (!hasConfig(project, 'next.config') && !project.dependencies.has('next')) return undefined;
  if (!isSiteDocument(project, document, [...usualTextFolders, 'docs'])) return undefined;
  const basePath = /\bbasePath\s*:\s*['"`](\/[^'"`]*)/.exec(
    await readConfig(project, 'next.config'),
  );
  // Style sheets and components have no base path of their own: Next adds it to links only.
  const url = `${basePath?.[1] ?? ''}/`;
  return {
    ...(await usePublicFolder('next', project, document, { name: 'public', url })),
    isOpen: document.role !== 'data' && document.role !== 'text',
  };
};

const findNuxt: FindLayout = async (project, document) => {
  const version = project.dependencies.get('nuxt');
  if (!hasConfig(project, 'nuxt.config') && version === undefined) return undefined;
  if (!isSiteDocument(project, document, usualTextFolders)) return undefined;
  const isNuxt2 = /^[\^~]?2\b/.test(version ?? '');
  const isStatic = isNuxt2 || (project.names.has('static') && !project.names.has('public'));
  return usePublicFolder('nuxt', project, document, { name: isStatic ? 'static' : 'public' });
};

const findAstro: FindLayout = (project, document) => {
  if (!hasConfig(project, 'astro.config') && !project.dependencies.has('astro')) return undefined;
  if (!isSiteDocument(project, document, ['src', 'content'])) return undefined;
  const sources = ['src/assets', 'src/images', 'src/assets'];
  return useBundledFolder('astro', project, document, sources, { name: 'public' });
};

const findSvelteKit: FindLayout = async (project, document) => {
  if (!project.dependencies.has('@sveltejs/kit')) return undefined;
  if (!isSiteDocument(project, document, usualTextFolders)) return undefined;
  const bundled = resolve(project.uri, 'src/lib/assets');
  const isBundled = await project.reader.exists(bundled);
  // mdsvex does not import the images of a text.
  if (!isBundled || document.role === 'text')
    return usePublicFolder('svelteKit', project, document, { name: 'static' });
  return useBundledFolder('svelteKit', project, document, ['src/lib/assets'], { name: 'static' });
};

const findGatsby: FindLayout = (project, document) => {
  if (!hasConfig(project, 'gatsby-config') && !project.dependencies.has('gatsby')) return undefined;
  if (!isSiteDocument(project, document, [...usualTextFolders, 'docs'])) return undefined;
  // gatsby-remark-images finds the images of a text by their relative paths.
  if (document.role === 'text')
    return { rule: 'besideDocument', relative: 'path', folders: [], isOpen: true };
  return useBundledFolder('gatsby', project, document, ['src/images'], { name: 'static' });
};

const findCreateReactApp: FindLayout = async (project, document) => {
  if (!project.dependencies.has('react-scripts')) return undefined;
  if (!isSiteDocument(project, document, ['src'])) return undefined;
  // `public/index.html` and data are served, not bundled.
  if (project.documentPath.startsWith('public/')) {
    const folder = resolve(project.uri, 'public/images');
    return { rule: 'createReactApp', relative: 'path', folders: [folder] };
  }
  const sources = ['src/assets', 'src/images', 'src/assets'];
  return useBundledFolder('createReactApp', project, document, sources, { name: 'public' });
};

const findAngular: FindLayout = (project, document) => {
  if (!project.names.has('angular.json') || document.role === 'text') return undefined;
  if (!isSiteDocument(project, document, ['src', 'projects'])) return undefined;
  const isPublic = project.names.has('public');
  const folder = resolve(project.uri, isPublic ? 'public' : 'src/assets');
  const images = resolve(folder, 'images');
  // The build resolves the paths of style sheets itself.
  if (document.role === 'style' && !isPublic)
    return { rule: 'angular', relative: 'path', folders: [images] };
  const url = document.role === 'style' ? '/' : isPublic ? '' : 'assets/';
  return { rule: 'angular', served: [{ folder, url }], relative: 'path', folders: [images] };
};

const findReactNative: FindLayout = (project, document) => {
  const { dependencies, uri } = project;
  if (!dependencies.has('react-native') && !dependencies.has('expo')) return undefined;
  if (document.role !== 'component' && document.role !== 'script') return undefined;
  const folders = ['assets/images', 'src/assets/images', 'assets'].map((each) =>
    resolve(uri, each),
  );
  return chooseExisting(project, folders);
};

async function chooseExisting(
  { reader }: ProjectFolder,
  folders: readonly ReturnType<typeof resolve>[],
) {
  const existing = await Promise.all(
    folders.map(async (each) => ((await reader.exists(each)) ? [each] : [])),
  );
  const [first = folders[0]] = existing.flat();
  return {
    rule: 'reactNative' as const,
    relative: 'import' as const,
    folders: first === undefined ? [] : [first],
    isOpen: true,
  };
}

/** Vite without a framework of its own, and those that are built on it: Remix, React Router, Solid, Qwik, Laravel. */
const findVite: FindLayout = (project, document) => {
  if (!hasConfig(project, 'vite.config') && !project.dependencies.has('vite')) return undefined;
  if (!isSiteDocument(project, document, ['src', 'app', 'content'])) return undefined;
  const hasSource = project.names.has('src') || !project.names.has('app');
  const sources = hasSource
    ? ['src/assets', 'src/images', 'src/lib/assets', 'src/assets']
    : ['app/assets', 'app/images', 'app/assets'];
  return useBundledFolder('vite', project, document, sources, { name: 'public' });
};

const bundlers = [
  'webpack',
  '@rspack/core',
  '@rsbuild/core',
  'parcel',
  '@vue/cli-service',
  '@parcel/core',
  'rollup',
  'snowpack',
];

/** Other bundlers: the images are where the document's other images are, and are imported. */
const findBundler: FindLayout = async (project, document) => {
  const isBundled =
    hasConfig(project, 'webpack.config') || bundlers.some((each) => project.dependencies.has(each));
  if (!isBundled || document.role === 'text' || document.role === 'other') return undefined;
  if (document.role === 'data' || document.role === 'page') return undefined;
  const source = resolve(project.uri, 'src');
  const isInSource = project.documentPath.startsWith('src/');
  const assets = resolve(source, 'assets');
  const hasAssets = isInSource && (await project.reader.exists(assets));
  return {
    rule: 'bundler',
    relative: getBundledForm(document),
    folders: hasAssets ? [assets] : [],
    isOpen: true,
  };
};

/** Frameworks and bundlers of JavaScript, the more specific ones first. */
export const javascriptProjects: readonly FindLayout[] = [
  findNext,
  findNuxt,
  findAstro,
  findSvelteKit,
  findGatsby,
  findCreateReactApp,
  findAngular,
  findReactNative,
  findVite,
  findBundler,
];
