import { parse } from '@vue/compiler-sfc';
import ejs from 'ejs';
import handlebars from 'handlebars';
import { Template } from 'nunjucks';
import { compileString } from 'sass';
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

/** The images of all blocks of a component, also those that are shown on a condition. */
async function readVue(document: string): Promise<readonly FoundImage[]> {
  await findReader('vue')(document);
  const { template, styles } = parse(document).descriptor;
  const inTemplate = await findReader('html')(template?.content ?? '');
  const inStyles = styles.map(({ content }) => findReader('css')(compileString(content).css));
  const found = [...inTemplate, ...(await Promise.all(inStyles)).flat()];
  return found.map((image) => ({ ...image, path: image.path.replace(/^\.\//, '') }));
}

function findReader(languageId: string): Reader {
  const proof = proofs.find((each) => each.languageId === languageId);
  if (proof === undefined) throw new Error(`No proof of ${languageId}`);
  return async (document) => proof.read(document);
}
