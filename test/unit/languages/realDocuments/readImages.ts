import { transform } from '@astrojs/compiler';
import { parse } from '@vue/compiler-sfc';
import ejs from 'ejs';
import handlebars from 'handlebars';
import { Template } from 'nunjucks';
import { compileString } from 'sass';
import { compile } from 'svelte/compiler';
import ts from 'typescript';
import type { FoundImage } from '../proofs/languageProof.ts';
import { proofs } from '../proofs/proofs.ts';

type Reader = (document: string) => Promise<readonly FoundImage[]>;

/**
 * Readers of languages whose proof renders the document or reads a part of it. A real template has data and other files
 * that are not here: its engine compiles it, and its images are those of the HTML in it.
 */
const readers: Readonly<Record<string, Reader>> = {
  'jinja-html': readTemplate(compileNunjucks, /\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}/gs),
  twig: readTemplate(compileNunjucks, /\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}/gs),
  handlebars: readTemplate(
    (document) => handlebars.precompile(document),
    /\{\{!--.*?--\}\}|\{\{\{.*?\}\}\}|\{\{.*?\}\}/gs,
  ),
  ejs: readTemplate(
    (document) => ejs.compile(document, { client: true, filename: 'index.ejs' }),
    /<%.*?%>/gs,
  ),
  vue: readVue,
  svelte: readComponent((document) => compile(document, { generate: 'server' })),
  astro: readComponent((document) => transform(document)),
  typescriptreact: readComponent(transpile),
  restructuredtext: readSphinx,
};

/** The images that the tool of the language finds in a real document. @throws if it rejects the document */
export async function readImages(
  languageId: string,
  document: string,
): Promise<readonly FoundImage[]> {
  const reader = readers[languageId] ?? findReader(languageId);
  return reader(document);
}

function readTemplate(check: (document: string) => unknown, code: RegExp): Reader {
  return (document) => {
    check(document);
    return findReader('html')(document.replace(code, ''));
  };
}

function compileNunjucks(document: string) {
  return new Template(document, null, 'index', true);
}

/** The images in the markup of a component, also those of imported files. */
function readComponent(check: (document: string) => unknown): Reader {
  return async (document) => {
    await check(document);
    const imports = new Map<string, string>();
    for (const [, name = '', path = ''] of document.matchAll(/import ([^\s{}]+) from '([^']*)'/g)) {
      imports.set(name, encodeURI(path));
    }
    const markup = document
      .replace(/src=\{([^\s{}.()]+)\}/g, (_, name: string) => `src="${imports.get(name) ?? name}"`)
      .replace(/<Image\b/g, '<img');
    return withoutDots(await findReader('html')(markup));
  };
}

function transpile(document: string) {
  const { diagnostics = [] } = ts.transpileModule(document, {
    fileName: 'page.tsx',
    reportDiagnostics: true,
    compilerOptions: { jsx: ts.JsxEmit.Preserve, target: ts.ScriptTarget.ESNext },
  });
  const [first] = diagnostics;
  if (first) throw new Error(ts.flattenDiagnosticMessageText(first.messageText, '\n'));
}

/** The images of a page of Sphinx, whose own directives and roles docutils does not know. */
function readSphinx(document: string) {
  const page = document
    .replace(/^\.\. (toctree|highlight)::/gm, '.. $1')
    .replace(/:(?:ref|doc|py:mod):`/g, '`');
  return findReader('restructuredtext')(page);
}

/** The images of all blocks of a component, also those that are shown on a condition. */
async function readVue(document: string): Promise<readonly FoundImage[]> {
  await findReader('vue')(document);
  const { template, styles } = parse(document).descriptor;
  const inTemplate = await findReader('html')(template?.content ?? '');
  const inStyles = styles.map(({ content }) => findReader('css')(compileString(content).css));
  return withoutDots([...inTemplate, ...(await Promise.all(inStyles)).flat()]);
}

function withoutDots(found: readonly FoundImage[]): readonly FoundImage[] {
  return found.map((image) => ({ ...image, path: image.path.replace(/^\.\//, '') }));
}

function findReader(languageId: string): Reader {
  const proof = proofs.find((each) => each.languageId === languageId);
  if (proof === undefined) throw new Error(`No proof of ${languageId}`);
  return async (document) => proof.read(document);
}
