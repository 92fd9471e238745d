import { transform } from '@astrojs/compiler';
import type { LanguageProof } from '../languageProof.ts';
import { findRenderedImages, hasImage, toImportedUrl } from './renderedImages.ts';
import { runModule } from './runModule.ts';

const fence = '---\nconst a = 1;\nconst b = [1];\n---\n';
const withImport = "---\nimport fox from '../old/fox.png';\nconst a = 1;\n---\n";
const withAssets = withImport.replace('---\n', "---\nimport { Image } from 'astro:assets';\n");

/** Stands for the component of `astro:assets`. */
const Image = Symbol('Image');

interface ImageProps {
  readonly src: string | { readonly src: string };
  readonly alt: string;
}

/** As much of Astro's runtime as the proofs need. */
const runtime = {
  render: (texts: TemplateStringsArray, ...values: unknown[]) =>
    String.raw({ raw: texts }, ...values.map(toText)),
  createComponent: (render: () => string) => render,
  createMetadata: () => undefined,
  maybeRenderHead: () => '',
  renderHead: () => '',
  addAttribute: (value: unknown, name: string) =>
    value === undefined ? '' : ` ${name}="${escapeHtml(toText(value))}"`,
  renderComponent: (_result: unknown, _name: string, component: unknown, props: ImageProps) => {
    if (component !== Image) return '';
    const source = typeof props.src === 'string' ? props.src : props.src.src;
    return `<img src="${escapeHtml(source)}" alt="${escapeHtml(props.alt)}">`;
  },
  renderScript: () => '',
  unescapeHTML: (html: string) => html,
  Fragment: Symbol('Fragment'),
};

function toText(value: unknown): string {
  if (Array.isArray(value)) return value.map(toText).join('');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

/** Astro: documents are compiled, and rendered by a runtime of the proof. */
export const astroProof: LanguageProof = {
  languageId: 'astro',
  fileName: 'Hero.astro',
  tool: '@astrojs/compiler 4',
  places: {
    element: `${fence}<div>‸</div>`,
    'start of a file': `‸${fence}<div>x</div>`,
    'whole page': '‸<html>\n<head><title>x</title></head>\n<body>\n<p>x</p>\n</body>\n</html>',
    'end of a sentence': `${fence}<p>A fox runs.‸</p>`,
    condition: `${fence}<div>{a && ‸}</div>`,
    loop: `${fence}<ul>{b.map((c) => <li>It's <br> ‸</li>)}</ul>`,
    'attribute with quotes': `${fence}<img src="‸">`,
    'attribute with braces': `${fence}<img src={‸}>`,
    'condition in an attribute': `${fence}<img src={a > 0 ? ‸ : ''}>`,
    'style attribute': `${fence}<p style="background: ‸">x</p>`,
    'selected element': `${fence}<div>«<b>x</b>»</div>`,
    'file with imported images': `${withImport}<img src={fox.src} alt="x"><p>‸</p>`,
    'file with the image component': `${withAssets}<Image src={fox} alt="x" /><p>‸</p>`,
    'import in the front matter': "---\nimport hero from '‸';\n---\n<p>x</p>",
    'value in the front matter': '---\nconst hero = ‸;\n---\n<img src={hero}>',
    style: '<p>x</p>\n<style>p { background: ‸ }</style>',
  },
  placesWithoutAlt: [
    'attribute with quotes',
    'attribute with braces',
    'condition in an attribute',
    'value in the front matter',
    'style attribute',
    'import in the front matter',
    'style',
  ],
  read: async (document) => {
    // A document before its insertion may not be complete.
    if (!hasImage(document)) return [];
    const { code, css, diagnostics } = await transform(document, {
      filename: '/Hero.astro',
      internalURL: 'astro/runtime',
    });
    const [problem] = diagnostics;
    if (problem) throw new Error(problem.text);
    const modules = { 'astro/runtime': runtime, 'astro:assets': { Image } };
    const { exports, imported } = runModule(code, modules, (source) => ({
      src: toImportedUrl(source),
    }));
    const render = exports['default'] as () => string;
    return findRenderedImages(render(), css.join('\n'), imported);
  },
};
