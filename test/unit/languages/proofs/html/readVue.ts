import { compileTemplate, parse } from '@vue/compiler-sfc';
import type { FoundImage } from '../languageProof.ts';

/** What is read of a node in the tree of a template. */
interface VueNode {
  readonly tag?: string;
  readonly children?: readonly VueNode[];
  readonly props?: readonly VueProp[];
}

interface VueProp {
  readonly name: string;
  readonly value?: { readonly content: string };
  readonly arg?: { readonly content: string };
  readonly exp?: { readonly content: string };
}

/** The images in the template of a component, whose sources the compiler has made imports. */
export function readVue(document: string): readonly FoundImage[] {
  const { descriptor, errors } = parse(document, { ignoreEmpty: false });
  if (errors.length > 0) throw errors[0] ?? new Error('The component has errors.');
  const template = descriptor.template;
  if (template === null) return [];
  const result = compileTemplate({
    source: template.content,
    filename: 'Component.vue',
    id: 'component',
    transformAssetUrls: true,
  });
  if (result.errors.length > 0) throw new Error(JSON.stringify(result.errors));
  const imports = new Map<string, string>();
  for (const [, name = '', path = ''] of result.code.matchAll(
    /^import (\w+) from '((?:[^'\\]|\\.)*)'$/gm,
  )) {
    imports.set(name, path.replace(/\\(.)/g, '$1'));
  }
  const images = result.ast === undefined ? [] : [...listImages(result.ast as VueNode, imports)];
  // Sets of sources and posters.
  const others = [...imports.values()]
    .map(resolve)
    .filter((path) => !images.some((image) => image.path === path))
    .map((path) => ({ path, alt: undefined }));
  return [...images, ...others];
}

function* listImages(
  { tag, props = [], children = [] }: VueNode,
  imports: ReadonlyMap<string, string>,
): Generator<FoundImage> {
  const getBound = (name: string) =>
    props.find(({ arg }) => arg?.content === name)?.exp?.content ?? '';
  if (tag === 'img') {
    const source = getBound('src');
    const url = /^'(.*)'$/.exec(source)?.[1];
    const path = imports.get(source) ?? (url === undefined ? undefined : decodeURIComponent(url));
    const alt = props.find(({ name }) => name === 'alt')?.value?.content;
    if (path !== undefined) yield { path: resolve(path), alt };
  }
  for (const child of children) yield* listImages(child, imports);
}

function resolve(path: string): string {
  return path.replace(/^\.\//, '');
}
