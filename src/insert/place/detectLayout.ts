import type { UriComponents } from '../relativePath.ts';
import type { CachedReader } from './cachedReader.ts';
import type { FindLayout, Layout, LocatedDocument, ProjectFolder } from './layout.ts';
import { appProjects } from './projects/apps.ts';
import { generatorProjects } from './projects/generators.ts';
import { javascriptProjects } from './projects/javascript.ts';
import { findLatexLayout } from './projects/latex.ts';
import { siteProjects } from './projects/sites.ts';
import { getPathInside, listFoldersUpTo, resolve } from './uris.ts';

/** Site generators come before the frameworks that they use, such as VitePress before Vite. */
const projects: readonly FindLayout[] = [
  ...appProjects,
  ...siteProjects,
  ...generatorProjects,
  ...javascriptProjects,
];

/** Documents about a repository, which are shown on its page and are not part of a site. */
const repositoryDocument =
  /^(?:readme|changelog|changes|contributing|security|support|license|code_of_conduct|authors)\b/i;

/** The layout of the project that a document belongs to: of the nearest folder that is a project's root. */
export async function detectLayout(
  document: LocatedDocument,
  workspaceFolder: UriComponents,
  reader: CachedReader,
): Promise<Layout> {
  const layout = await detectProject(document, workspaceFolder, reader);
  if (layout) return layout;
  const { base, folder } = document;
  // AsciiDoc's `imagesdir`: the folder that a document specifies.
  if (base.path !== folder.path)
    return { rule: 'asciidocImagesDir', relative: 'path', folders: [base], isOpen: true };
  return { rule: 'besideDocument', relative: 'path', folders: [], isOpen: true };
}

async function detectProject(
  document: LocatedDocument,
  workspaceFolder: UriComponents,
  reader: CachedReader,
): Promise<Layout | undefined> {
  if (isLatex(document)) return findLatexLayout(document, workspaceFolder, reader);
  const folders = listFoldersUpTo(document.folder, workspaceFolder);
  const isAboutRepository = document.role === 'text' && repositoryDocument.test(document.name);
  let isInPackage = false;
  for (const uri of folders) {
    const names = new Set(await reader.list(uri));
    // A package is built by what it depends on itself.
    const dependencies =
      names.has('package.json') && !isInPackage ? await readDependencies(uri, reader) : new Map();
    isInPackage ||= names.has('package.json');
    // In the root of a project; below it, it can be the index of a folder of the site.
    const documentPath = getPathInside(uri, document.uri) ?? document.name;
    if (isAboutRepository && !documentPath.includes('/') && isRepositoryRoot(names))
      return undefined;
    const project: ProjectFolder = { uri, names, dependencies, documentPath, reader };
    for (const findLayout of projects) {
      const layout = await findLayout(project, document);
      if (layout) return layout;
    }
  }
  return undefined;
}

/** Whether a document is written in LaTeX, of which it may be a part only. */
export function isLatex({ languageId, extension }: LocatedDocument): boolean {
  const languages = ['latex', 'tex', 'latex-expl3', 'doctex', 'rsweave', 'jlweave', 'pweave'];
  return languages.includes(languageId) || extension === 'tex';
}

/** A folder of texts has none of these. */
function isRepositoryRoot(names: ReadonlySet<string>): boolean {
  return ['.git', '.github', 'package.json', '_config.yml', 'LICENSE', 'src', '.gitignore'].some(
    (each) => names.has(each),
  );
}

async function readDependencies(
  folder: UriComponents,
  reader: CachedReader,
): Promise<Map<string, string>> {
  const text = await reader.readText(resolve(folder, 'package.json'));
  const manifest = parseJson(text ?? '');
  const groups = ['dependencies', 'devDependencies', 'peerDependencies'];
  return new Map(
    groups
      .flatMap((name) => Object.entries(toObject(toObject(manifest)[name])))
      .map(([name, version]) => [name, typeof version === 'string' ? version : '']),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
