import * as vscode from 'vscode';

/** Names of site generators, frameworks, and tools. They are not translated. */
const projectNames: Readonly<Record<string, string>> = {
  android: 'Android',
  angular: 'Angular',
  antora: 'Antora',
  astro: 'Astro',
  bookdown: 'bookdown',
  createReactApp: 'Create React App',
  docusaurus: 'Docusaurus',
  eleventy: 'Eleventy',
  flutter: 'Flutter',
  gatsby: 'Gatsby',
  hexo: 'Hexo',
  hugoBundle: 'Hugo',
  hugoStatic: 'Hugo',
  jekyll: 'Jekyll',
  mkdocs: 'MkDocs',
  next: 'Next.js',
  nuxt: 'Nuxt',
  obsidian: 'Obsidian',
  pelican: 'Pelican',
  reactNative: 'React Native',
  sphinx: 'Sphinx',
  svelteKit: 'SvelteKit',
  vite: 'Vite',
  vitePress: 'VitePress',
  zola: 'Zola',
};

/**
 * Why a folder was proposed or chosen for an image.
 * @param rule a `PlaceRule`, also from a record, which may come from another program
 * @returns undefined for an unknown rule
 */
export function formatPlaceRule(rule: string): string | undefined {
  const { l10n } = vscode;
  switch (rule) {
    case 'existingFile':
      return l10n.t('Existing file');
    case 'setting':
      return l10n.t('Setting {0}', 'jimeng.insert.destination');
    case 'markdownCopyFiles':
      return l10n.t('Setting {0}', 'markdown.copyFiles.destination');
    case 'sameAsOtherImages':
      return l10n.t('Other images of this document');
    case 'sameAsSiblings':
      return l10n.t('Images of other documents in this folder');
    case 'imageFolder':
      return l10n.t('Existing image folder');
    case 'chosen':
      return l10n.t('Selected folder');
    case 'besideDocument':
      return l10n.t('Next to the document');
    case 'asciidocImagesDir':
      return l10n.t('Set by {0}', ':imagesdir:');
    case 'latexGraphicsPath':
      return l10n.t('Set by {0}', '\\graphicspath');
    case 'latexRoot':
      return l10n.t('Next to the root document');
    case 'bundler':
      return l10n.t('Files included in the build');
    case 'webServer':
      return l10n.t('Files served by the web server');
    default:
      return Object.hasOwn(projectNames, rule) ? projectNames[rule] : undefined;
  }
}
