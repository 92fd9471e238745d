import { appendSegment, type UriComponents } from '../../relativePath.ts';
import { listImageFolders } from '../imageFolders.ts';
import type { FindLayout, LocatedDocument, ProjectFolder } from '../layout.ts';
import { resolve } from '../uris.ts';
import { readList } from './fields.ts';

const androidLanguages = new Set(['kotlin', 'java', 'xml']);

/** Android names a resource after its file, so that the file name must be an identifier. */
const findAndroid: FindLayout = async ({ uri, documentPath, reader }, { languageId }) => {
  if (!androidLanguages.has(languageId)) return undefined;
  const [, set] = /^src\/(\w+)\//.exec(documentPath) ?? [];
  if (set === undefined) return undefined;
  const main = resolve(uri, 'src/main');
  const names = await reader.list(main);
  const multiplatform = resolve(uri, 'src/commonMain/composeResources');
  if (set === 'commonMain' && (await reader.exists(multiplatform)))
    return useDrawables(resolve(multiplatform, 'drawable'));
  if (!names.includes('AndroidManifest.xml') && !names.includes('res')) return undefined;
  return useDrawables(resolve(main, 'res/drawable'));
};

function useDrawables(folder: UriComponents) {
  return {
    rule: 'android',
    relative: 'resource',
    folders: [folder],
    rename: toResourceName,
  } as const;
}

/** Converts a file name to a resource name: lowercase letters, digits, and underscores. */
function toResourceName(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  const stem = fileName
    .slice(0, dot)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mn}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  const name = /^[a-z]/.test(stem) && !javaKeywords.has(stem) ? stem : `image_${stem}`;
  return name.replace(/_$/, '') + fileName.slice(dot);
}

/** Reserved words of Java, which cannot be resource names. */
const javaKeywords = new Set(
  (
    'abstract assert boolean break byte case catch char class const continue default do double else enum extends ' +
    'false final finally float for goto if implements import instanceof int interface long native new null package ' +
    'private protected public return short static strictfp super switch synchronized this throw throws transient ' +
    'true try void volatile while'
  ).split(' '),
);

/** Flutter finds an image by its path in the package, and bundles the folders that `pubspec.yaml` lists. */
const findFlutter: FindLayout = async ({ uri, names, reader }, { languageId }) => {
  if (!names.has('pubspec.yaml') || languageId !== 'dart') return undefined;
  const pubspec = resolve(uri, 'pubspec.yaml');
  const text = (await reader.readText(pubspec)) ?? '';
  if (!/^flutter\s*:|\bsdk\s*:\s*flutter\b/m.test(text)) return undefined;
  const listed = readList(text, (line) => /^\s+assets\s*:\s*(?:#.*)?$/.test(line))
    .filter((each) => each.endsWith('/'))
    .map((each) => each.replace(/^\.\/|\/$/g, ''));
  const isForImages = (path: string) => /image|img|pic|photo/i.test(path);
  const [preferred] = [
    ...listed.filter(isForImages),
    ...listed.filter((each) => each === 'assets'),
  ];
  const [existing] = await listImageFolders(reader, resolve(uri, 'assets'));
  const folder =
    preferred === undefined ? (existing ?? resolve(uri, 'assets/images')) : resolve(uri, preferred);
  const path = folder.path.slice(uri.path.length).replace(/^\//, '');
  const isListed = listed.includes(path);
  return {
    rule: 'flutter',
    relative: 'path',
    bases: [uri],
    folders: [folder],
    notes: isListed ? [] : [{ kind: 'notInPubspec', pubspec, folder: `${path}/` }],
  };
};

/** A web server: what shows that there is one, its folder for files, and the URL of that. */
interface WebServer {
  readonly isRoot: (project: ProjectFolder) => boolean;
  readonly folder: string;
  readonly url: string;
}

const webServers: readonly WebServer[] = [
  // Laravel.
  { isRoot: ({ names }) => names.has('artisan'), folder: 'public', url: '/' },
  // Rails.
  {
    isRoot: ({ names }) => names.has('Rakefile') && names.has('app') && names.has('public'),
    folder: 'public',
    url: '/',
  },
  // Phoenix.
  { isRoot: ({ names }) => names.has('mix.exs'), folder: 'priv/static', url: '/' },
  // Django.
  {
    isRoot: ({ names }) => names.has('manage.py'),
    folder: 'static',
    url: '/static/',
  },
  // Flask and FastAPI.
  {
    isRoot: ({ names }) => names.has('templates') && names.has('static'),
    folder: 'static',
    url: '/static/',
  },
  // Spring Boot.
  {
    isRoot: ({ documentPath }) => documentPath.startsWith('src/main/resources/'),
    folder: 'src/main/resources/static',
    url: '/',
  },
  // ASP.NET.
  { isRoot: ({ names }) => names.has('wwwroot'), folder: 'wwwroot', url: '/' },
  // Middleman and Bridgetown.
  {
    isRoot: ({ names, documentPath }) =>
      names.has('config.rb') && documentPath.startsWith('source/'),
    folder: 'source',
    url: '/',
  },
  {
    isRoot: ({ names, documentPath }) =>
      names.has('bridgetown.config.yml') && documentPath.startsWith('src/'),
    folder: 'src',
    url: '/',
  },
  // Express and others.
  {
    isRoot: ({ names, dependencies, documentPath }) =>
      names.has('public') &&
      documentPath.startsWith('views/') &&
      ['express', 'koa', 'fastify', 'hono'].some((each) => dependencies.has(each)),
    folder: 'public',
    url: '/',
  },
];

/** Pages that a web server fills in, with the folder that it serves. Their own paths depend on the URL. */
const findWebServer: FindLayout = async (project, document) => {
  const server = webServers.find(({ isRoot }) => isRoot(project));
  if (!server || !isServedPage(document, project.documentPath)) return undefined;
  const folder = await findServedFolder(project, document, server);
  // A style sheet in the served folder is served with its neighbors.
  const isServed = document.uri.path.startsWith(`${folder.path}/`);
  if (isServed && document.role === 'style') return undefined;
  const [existing] = await listImageFolders(project.reader, folder);
  return {
    rule: 'webServer',
    served: [{ folder, url: server.url }],
    folders: [existing ?? appendSegment(folder, 'images')],
  };
};

function isServedPage({ role, extension }: LocatedDocument, path: string): boolean {
  if (role === 'page') return true;
  return (role === 'text' && path.startsWith('source/')) || extension === 'heex';
}

/** Django's applications have static folders of their own, next to their templates. */
async function findServedFolder(
  { uri, documentPath, reader }: ProjectFolder,
  document: LocatedDocument,
  { folder, url }: WebServer,
): Promise<UriComponents> {
  const [before] = documentPath.split(/\/?templates\//);
  const own = resolve(uri, `${before ?? ''}/static`);
  const isOwn = url === '/static/' && documentPath.includes('templates/');
  return isOwn && document.role === 'page' && (await reader.exists(own))
    ? own
    : resolve(uri, folder);
}

/** Apps and web servers. */
export const appProjects: readonly FindLayout[] = [findAndroid, findFlutter, findWebServer];
