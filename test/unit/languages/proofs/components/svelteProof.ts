import { compile } from 'svelte/compiler';
import { render } from 'svelte/server';
import type { Component } from 'svelte';
import type { LanguageProof } from '../languageProof.ts';
import { findRenderedImages, hasImage, toImportedUrl } from './renderedImages.ts';
import { runModule } from './runModule.ts';

/** What compiled components import, which has no types. */
async function loadRuntime(): Promise<Readonly<Record<string, unknown>>> {
  const name = ['svelte', 'internal', 'server'].join('/');
  return (await import(name)) as Readonly<Record<string, unknown>>;
}

const script = '<script>\n  let a = 1;\n  let b = [1];\n</script>\n\n';
const withImport = "<script>\n  import fox from '../old/fox.png';\n  let a = 1;\n</script>\n\n";

/** Svelte: documents are compiled and rendered on the server. */
export const svelteProof: LanguageProof = {
  languageId: 'svelte',
  fileName: 'Hero.svelte',
  tool: 'svelte 5',
  places: {
    element: `${script}<div>‸</div>`,
    'start of a file': `‸${script}<div>x</div>`,
    'file without a script': '<h1>x</h1>\n‸\n',
    'end of a sentence': `${script}<p>A fox runs.‸</p>`,
    'block of a condition': `${script}{#if a < 2}\n  ‸\n{/if}`,
    loop: `${script}{#each b as c}<p>{c} ‸</p>{/each}`,
    'attribute with quotes': `${script}<img src="‸">`,
    'attribute with braces': `${script}<img src={‸}>`,
    'condition in an attribute': `${script}<img src={a > 0 ? ‸ : ''}>`,
    html: `${script}{@html ‸}`,
    'style attribute': `${script}<p style="background: ‸">x</p>`,
    'selected element': `${script}<div>«<b>x</b>»</div>`,
    'file with imported images': `${withImport}<img src={fox} alt="x"><p>‸</p>`,
    'import in a script': `<script>\n  import hero from '‸';\n</script>\n<p>x</p>`,
    'value in a script': `${withImport.replace('let a = 1', 'let a = «0»')}<img src={fox} alt="x"><img src={a}>`,
    style: `<p>x</p>\n<style>p { background: ‸ }</style>`,
  },
  placesWithoutAlt: [
    'attribute with quotes',
    'attribute with braces',
    'condition in an attribute',
    'value in a script',
    'style attribute',
    'import in a script',
    'style',
  ],
  read: async (document) => {
    // A document before its insertion may not be complete.
    if (!hasImage(document)) return [];
    const { js, css } = compile(document, { generate: 'server', css: 'external' });
    const modules = { 'svelte/internal/server': await loadRuntime() };
    const { exports, imported } = runModule(js.code, modules, toImportedUrl);
    const component = exports['default'] as Component;
    return findRenderedImages(render(component, {}).body, css?.code ?? '', imported);
  },
};
