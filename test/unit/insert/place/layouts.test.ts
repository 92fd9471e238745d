import assert from 'node:assert/strict';
import { createFiles, findPlacesIn, formatPlace, type Files } from './memoryProject.ts';

/** A project, a document in it, and the best place for `a-fox.png`. */
type Case = readonly [files: Files | string, document: string, place: string];

const nextPackage = { 'package.json': '{"dependencies": {"next": "15.0.0"}}' };
const vitePackage = { 'package.json': '{"devDependencies": {"vite": "^7"}}' };
const sveltePackage = { 'package.json': '{"devDependencies": {"@sveltejs/kit": "2"}}' };
const reactPackage = { 'package.json': '{"dependencies": {"react-scripts": "5"}}' };
const hexoPackage = { 'package.json': '{"dependencies": {"hexo": "7"}}' };
const flutter = 'name: app\ndependencies:\n  flutter:\n    sdk: flutter\n\nflutter:\n';

const cases: Readonly<Record<string, readonly Case[]>> = {
  'no project': [
    ['README.md', 'README.md', 'images → images/a-fox.png (besideDocument)'],
    ['docs/a.md', 'docs/a.md', 'docs/images → images/a-fox.png (besideDocument)'],
    ['a.md img/x.png', 'a.md', 'img → img/a-fox.png (imageFolder)'],
    ['a.md images/', 'a.md', 'images → images/a-fox.png (besideDocument)'],
    ['a.md assets/images/x.png', 'a.md', 'assets/images → assets/images/a-fox.png (imageFolder)'],
    ['a.md assets/x.js', 'a.md', 'images → images/a-fox.png (besideDocument)'],
    ['docs/a.md media/x.gif', 'docs/a.md', 'media → ../media/a-fox.png (imageFolder)'],
    [
      'docs/a.md docs/figures/x.jpg img/x.png',
      'docs/a.md',
      'docs/figures → figures/a-fox.png (imageFolder)',
    ],
    ['a.txt', 'a.txt', 'images → images/a-fox.png (besideDocument)'],
    ['run.py', 'run.py', 'images → images/a-fox.png (besideDocument)'],
    ['a.ipynb', 'a.ipynb', 'images → images/a-fox.png (besideDocument)'],
    [
      '_quarto.yml chapters/a.qmd images/x.png',
      'chapters/a.qmd',
      'images → ../images/a-fox.png (imageFolder)',
    ],
    ['book.toml src/a.md src/img/x.png', 'src/a.md', 'src/img → img/a-fox.png (imageFolder)'],
    ['a.typ', 'a.typ', 'images → images/a-fox.png (besideDocument)'],
    ['src/style.css', 'src/style.css', 'src/images → images/a-fox.png (besideDocument)'],
  ],
  'other images': [
    [
      { 'a.md': '![](pics/b.png)', 'pics/b.png': '' },
      'a.md',
      'pics → pics/a-fox.png (sameAsOtherImages)',
    ],
    [
      { 'a.md': '![](x/b.png)\n![](y/b.png)\n![](y/c.png)', 'x/b.png y/b.png y/c.png': '' },
      'a.md',
      'y → y/a-fox.png (sameAsOtherImages)',
    ],
    [
      { 'docs/a.md': '![](../art/b.png "x")'.replace(' "x"', ''), 'art/b.png': '' },
      'docs/a.md',
      'art → ../art/a-fox.png (sameAsOtherImages)',
    ],
    [
      { 'docs/a.md': '![](/art/b.png)', 'art/b.png': '' },
      'docs/a.md',
      'art → /art/a-fox.png (sameAsOtherImages)',
    ],
    [
      { 'a.md': '![](gone/b.png)\n![](https://x.org/b.png)' },
      'a.md',
      'images → images/a-fox.png (besideDocument)',
    ],
    [{ 'a.md': '![](b.png)', 'b.png': '' }, 'a.md', '. → a-fox.png (sameAsOtherImages)'],
    [
      { 'a.md': '', 'b.md': '![](pics/b.png)', 'pics/b.png': '' },
      'a.md',
      'pics → pics/a-fox.png (sameAsSiblings)',
    ],
    [
      { 'a.md': '', 'b.rst': '![](pics/b.png)', 'pics/b.png': '' },
      'a.md',
      'pics → pics/a-fox.png (imageFolder)',
    ],
    [{ 'a.md': '![](../../outside/b.png)' }, 'a.md', 'images → images/a-fox.png (besideDocument)'],
    [
      { 'index.html': '<img src="pics/b.png">', 'pics/b.png': '' },
      'index.html',
      'pics → pics/a-fox.png (sameAsOtherImages)',
    ],
  ],
  Docusaurus: [
    [
      'docusaurus.config.js docs/a.md static/img/x.png',
      'docs/a.md',
      'static/img → /img/a-fox.png (docusaurus)',
    ],
    [
      'docusaurus.config.ts docs/a.md docs/img/x.png static/img/x.png',
      'docs/a.md',
      'docs/img → img/a-fox.png (docusaurus)',
    ],
    [
      'docusaurus.config.js src/pages/index.tsx',
      'src/pages/index.tsx',
      'static/img → ../../static/img/a-fox.png (import, docusaurus)',
    ],
    [
      'docusaurus.config.js src/css/a.css',
      'src/css/a.css',
      'static/img → ../../static/img/a-fox.png (docusaurus)',
    ],
    [
      {
        'docusaurus.config.js': '',
        'docs/a.mdx': '',
        'docs/b.mdx': '![](./_img/x.png)',
        'docs/_img/x.png': '',
      },
      'docs/a.mdx',
      'docs/_img → _img/a-fox.png (sameAsSiblings)',
    ],
    ['docusaurus.config.js README.md', 'README.md', 'images → images/a-fox.png (besideDocument)'],
    [
      'website/docusaurus.config.js website/docs/a.md',
      'website/docs/a.md',
      'website/static/img → /img/a-fox.png (docusaurus)',
    ],
  ],
  Next: [
    [
      { ...nextPackage, 'app/page.tsx': '' },
      'app/page.tsx',
      'public/images → /images/a-fox.png (next)',
    ],
    [
      { ...nextPackage, 'app/page.tsx public/img/x.png': '' },
      'app/page.tsx',
      'public/img → /img/a-fox.png (next)',
    ],
    [
      {
        ...nextPackage,
        'next.config.mjs': "export default { basePath: '/docs' };",
        'app/page.tsx': '',
      },
      'app/page.tsx',
      'public/images → /docs/images/a-fox.png (next)',
    ],
    [
      { ...nextPackage, 'app/page.tsx': "import x from '../assets/x.png'", 'assets/x.png': '' },
      'app/page.tsx',
      'assets → ../assets/a-fox.png (import, sameAsOtherImages)',
    ],
    [
      { ...nextPackage, 'content/a.mdx': '' },
      'content/a.mdx',
      'public/images → /images/a-fox.png (next)',
    ],
    [
      { ...nextPackage, 'README.md': '' },
      'README.md',
      'images → images/a-fox.png (besideDocument)',
    ],
  ],
  Nuxt: [
    [
      'nuxt.config.ts pages/index.vue',
      'pages/index.vue',
      'public/images → /images/a-fox.png (nuxt)',
    ],
    [
      {
        'nuxt.config.js': '',
        'package.json': '{"dependencies": {"nuxt": "^2.15"}}',
        'pages/index.vue': '',
      },
      'pages/index.vue',
      'static/images → /images/a-fox.png (nuxt)',
    ],
    ['nuxt.config.ts content/a.md', 'content/a.md', 'public/images → /images/a-fox.png (nuxt)'],
  ],
  Astro: [
    [
      'astro.config.mjs src/pages/index.astro',
      'src/pages/index.astro',
      'src/assets → ../assets/a-fox.png (import, astro)',
    ],
    [
      'astro.config.mjs src/content/blog/a.md',
      'src/content/blog/a.md',
      'src/assets → ../../assets/a-fox.png (astro)',
    ],
    [
      'astro.config.mjs src/images/x.png src/pages/index.astro',
      'src/pages/index.astro',
      'src/images → ../images/a-fox.png (import, astro)',
    ],
    [
      'astro.config.mjs src/data/a.json',
      'src/data/a.json',
      'public/images → /images/a-fox.png (astro)',
    ],
    [
      {
        'astro.config.mjs': '',
        'src/pages/index.astro': '<img src="/pics/x.png">',
        'public/pics/x.png': '',
      },
      'src/pages/index.astro',
      'public/pics → /pics/a-fox.png (sameAsOtherImages)',
    ],
  ],
  SvelteKit: [
    [
      { ...sveltePackage, 'src/routes/+page.svelte': '' },
      'src/routes/+page.svelte',
      'static/images → /images/a-fox.png (svelteKit)',
    ],
    [
      { ...sveltePackage, 'src/routes/+page.svelte src/lib/assets/favicon.svg': '' },
      'src/routes/+page.svelte',
      'src/lib/assets → ../lib/assets/a-fox.png (import, svelteKit)',
    ],
    [
      {
        ...sveltePackage,
        'src/routes/+page.svelte': "import x from '$lib/img/x.png'",
        'src/lib/img/x.png': '',
      },
      'src/routes/+page.svelte',
      'src/lib/img → ../lib/img/a-fox.png (import, sameAsOtherImages)',
    ],
  ],
  'Vite and Create React App': [
    [
      { ...vitePackage, 'src/App.tsx': '' },
      'src/App.tsx',
      'src/assets → assets/a-fox.png (import, vite)',
    ],
    [{ ...vitePackage, 'src/App.vue': '' }, 'src/App.vue', 'src/assets → assets/a-fox.png (vite)'],
    [
      { ...vitePackage, 'src/App.svelte': '' },
      'src/App.svelte',
      'src/assets → assets/a-fox.png (import, vite)',
    ],
    [
      { ...vitePackage, 'src/index.css': '' },
      'src/index.css',
      'src/assets → assets/a-fox.png (vite)',
    ],
    [
      { ...vitePackage, 'index.html': '' },
      'index.html',
      'src/assets → src/assets/a-fox.png (vite)',
    ],
    [
      { ...vitePackage, 'src/data.json': '' },
      'src/data.json',
      'public/images → /images/a-fox.png (vite)',
    ],
    [
      { ...vitePackage, 'src/App.tsx src/assets/img/x.png': '' },
      'src/App.tsx',
      'src/assets/img → assets/img/a-fox.png (import, vite)',
    ],
    [
      { ...vitePackage, 'app/root.tsx': '' },
      'app/root.tsx',
      'app/assets → assets/a-fox.png (import, vite)',
    ],
    [
      { ...vitePackage, 'README.md': '' },
      'README.md',
      'images → images/a-fox.png (besideDocument)',
    ],
    [
      { ...reactPackage, 'src/App.jsx': '' },
      'src/App.jsx',
      'src/assets → assets/a-fox.png (import, createReactApp)',
    ],
    [
      { ...reactPackage, 'public/index.html': '' },
      'public/index.html',
      'public/images → images/a-fox.png (createReactApp)',
    ],
    [
      {
        'package.json': '{"workspaces": ["packages/*"], "devDependencies": {"vite": "7"}}',
        'packages/a/package.json': '{}',
        'packages/a/a.tsx': '',
      },
      'packages/a/a.tsx',
      'packages/a/images → images/a-fox.png (besideDocument)',
    ],
    [
      { 'package.json': '{"devDependencies": {"webpack": "5"}}', 'src/App.jsx': '' },
      'src/App.jsx',
      'src/images → images/a-fox.png (import, besideDocument)',
    ],
    [
      { 'package.json': 'not json', 'src/App.jsx': '' },
      'src/App.jsx',
      'src/images → images/a-fox.png (besideDocument)',
    ],
  ],
  'other frameworks': [
    [
      { 'package.json': '{"dependencies": {"gatsby": "5"}}', 'content/blog/a.md': '' },
      'content/blog/a.md',
      'content/blog/images → images/a-fox.png (besideDocument)',
    ],
    [
      { 'package.json': '{"dependencies": {"gatsby": "5"}}', 'src/pages/index.js': '' },
      'src/pages/index.js',
      'src/images → ../images/a-fox.png (import, gatsby)',
    ],
    [
      'angular.json public/favicon.ico src/app/app.html',
      'src/app/app.html',
      'public/images → images/a-fox.png (angular)',
    ],
    [
      'angular.json src/app/app.html',
      'src/app/app.html',
      'src/assets/images → assets/images/a-fox.png (angular)',
    ],
    [
      'angular.json src/app/app.css',
      'src/app/app.css',
      'src/assets/images → ../assets/images/a-fox.png (angular)',
    ],
    [
      { 'package.json': '{"dependencies": {"expo": "54"}}', 'app/index.tsx': '' },
      'app/index.tsx',
      'assets/images → ../assets/images/a-fox.png (import, reactNative)',
    ],
  ],
  Hugo: [
    [
      'hugo.toml content/posts/fox.md',
      'content/posts/fox.md',
      'static/images → /images/a-fox.png (hugoStatic)',
    ],
    [
      'hugo.toml content/posts/fox.md static/img/x.png',
      'content/posts/fox.md',
      'static/img → /img/a-fox.png (hugoStatic)',
    ],
    [
      'hugo.toml content/posts/fox/index.md',
      'content/posts/fox/index.md',
      'content/posts/fox → a-fox.png (hugoBundle)',
    ],
    [
      'hugo.toml content/posts/fox/index.zh.md content/posts/fox/images/x.png',
      'content/posts/fox/index.zh.md',
      'content/posts/fox/images → images/a-fox.png (hugoBundle)',
    ],
    [
      {
        'hugo.toml': '',
        'content/posts/fox.md': '![](/uploads/x.png)',
        'static/uploads/x.png': '',
      },
      'content/posts/fox.md',
      'static/uploads → /uploads/a-fox.png (sameAsOtherImages)',
    ],
    [
      'config.toml archetypes/default.md content/a.md',
      'content/a.md',
      'static/images → /images/a-fox.png (hugoStatic)',
    ],
    [
      'hugo.yaml layouts/index.html',
      'layouts/index.html',
      'static/images → /images/a-fox.png (hugoStatic)',
    ],
    ['hugo.toml README.md', 'README.md', 'images → images/a-fox.png (besideDocument)'],
  ],
  Zola: [
    [
      {
        'config.toml': 'base_url = "https://example.com"',
        'content/fox.md': '',
        'static/x.css': '',
      },
      'content/fox.md',
      'static/images → /images/a-fox.png (zola)',
    ],
    [
      { 'config.toml': 'base_url = "https://example.com"', 'content/fox/index.md': '' },
      'content/fox/index.md',
      'content/fox → a-fox.png (zola)',
    ],
  ],
  Jekyll: [
    [
      '_config.yml Gemfile _posts/2026-01-01-fox.md',
      '_posts/2026-01-01-fox.md',
      'assets/images → /assets/images/a-fox.png (jekyll)',
    ],
    [
      '_config.yml _posts/2026-01-01-fox.md assets/main.scss',
      '_posts/2026-01-01-fox.md',
      'assets → /assets/a-fox.png (jekyll)',
    ],
    [
      { '_config.yml': 'title: Fox\nbaseurl: "/blog" # the subpath\n', '_posts/fox.md': '' },
      '_posts/fox.md',
      'assets/images → /blog/assets/images/a-fox.png (jekyll)',
    ],
    [
      {
        '_config.yml': '',
        '_posts/fox.md': '',
        '_posts/hare.md': '![](/img/posts/x.png)',
        'img/posts/x.png': '',
      },
      '_posts/fox.md',
      'img/posts → /img/posts/a-fox.png (sameAsSiblings)',
    ],
    [
      { '_config.yml': '', '_layouts/x.html': '', 'about.md': '---\npermalink: /about/\n---\n' },
      'about.md',
      'assets/images → /assets/images/a-fox.png (jekyll)',
    ],
    [
      '_config.yml _layouts/x.html docs/page.md',
      'docs/page.md',
      'docs/images → images/a-fox.png (besideDocument)',
    ],
  ],
  Hexo: [
    [
      { ...hexoPackage, 'source/_posts/fox.md': '' },
      'source/_posts/fox.md',
      'source/images → /images/a-fox.png (hexo)',
    ],
    [
      { ...hexoPackage, '_config.yml': 'post_asset_folder: true', 'source/_posts/fox.md': '' },
      'source/_posts/fox.md',
      'source/_posts/fox → a-fox.png (hexo)',
    ],
  ],
  'MkDocs and Sphinx': [
    ['mkdocs.yml docs/guide/a.md', 'docs/guide/a.md', 'docs/images → ../images/a-fox.png (mkdocs)'],
    ['mkdocs.yml docs/a.md docs/img/x.png', 'docs/a.md', 'docs/img → img/a-fox.png (mkdocs)'],
    [
      { 'mkdocs.yml': 'docs_dir: "manual"', 'manual/a.md': '' },
      'manual/a.md',
      'manual/images → images/a-fox.png (mkdocs)',
    ],
    ['mkdocs.yml README.md', 'README.md', 'images → images/a-fox.png (besideDocument)'],
    [
      'docs/conf.py docs/guide/a.rst docs/_static/x.css',
      'docs/guide/a.rst',
      'docs/_static → ../_static/a-fox.png (sphinx)',
    ],
    [
      'docs/conf.py docs/a.rst docs/_static/img/x.png',
      'docs/a.rst',
      'docs/_static/img → _static/img/a-fox.png (sphinx)',
    ],
    ['docs/conf.py docs/a.rst', 'docs/a.rst', 'docs/images → images/a-fox.png (besideDocument)'],
    [
      'pelicanconf.py content/fox.md',
      'content/fox.md',
      'content/images → /images/a-fox.png (pelican)',
    ],
  ],
  'Antora and AsciiDoc': [
    [
      'antora.yml modules/ROOT/pages/a.adoc',
      'modules/ROOT/pages/a.adoc',
      'modules/ROOT/images → a-fox.png (antora)',
    ],
    [
      'docs/antora.yml docs/modules/api/pages/x/a.adoc',
      'docs/modules/api/pages/x/a.adoc',
      'docs/modules/api/images → a-fox.png (antora)',
    ],
    ['a.adoc', 'a.adoc', 'images → images/a-fox.png (besideDocument)'],
  ],
  'VitePress and Eleventy': [
    [
      'docs/.vitepress/config.ts docs/guide/a.md docs/public/logo.svg',
      'docs/guide/a.md',
      'docs/public/images → /images/a-fox.png (vitePress)',
    ],
    [
      'docs/.vitepress/config.ts docs/guide/a.md',
      'docs/guide/a.md',
      'docs/guide/images → images/a-fox.png (besideDocument)',
    ],
    [
      {
        '.eleventy.js':
          'module.exports = (c) => { c.addPassthroughCopy("src/img"); return { dir: { input: "src" } }; };',
        'src/posts/a.md': '',
      },
      'src/posts/a.md',
      'src/img → /img/a-fox.png (eleventy)',
    ],
    [
      {
        'eleventy.config.js': 'c.addPassthroughCopy({ "./public/": "/", css: "/css" })',
        'a.njk': '',
      },
      'a.njk',
      'public/images → /images/a-fox.png (eleventy)',
    ],
    ['eleventy.config.js posts/a.md', 'posts/a.md', 'images → /images/a-fox.png (eleventy)'],
  ],
  'vaults and books': [
    [
      { '.obsidian/app.json': '{"attachmentFolderPath": "Files/Images"}', 'Notes/a.md': '' },
      'Notes/a.md',
      'Files/Images → ../Files/Images/a-fox.png (obsidian)',
    ],
    [
      { '.obsidian/app.json': '{"attachmentFolderPath": "./attachments"}', 'Notes/a.md': '' },
      'Notes/a.md',
      'Notes/attachments → attachments/a-fox.png (obsidian)',
    ],
    ['_bookdown.yml chapters/a.rmd', 'chapters/a.rmd', 'images → images/a-fox.png (bookdown)'],
  ],
  Flutter: [
    [
      { 'pubspec.yaml': `${flutter}  assets:\n    - assets/images/\n`, 'lib/a.dart': '' },
      'lib/a.dart',
      'assets/images → assets/images/a-fox.png (flutter)',
    ],
    [
      { 'pubspec.yaml': `${flutter}  assets:\n    - assets/art/photos/\n`, 'lib/ui/a.dart': '' },
      'lib/ui/a.dart',
      'assets/art/photos → assets/art/photos/a-fox.png (flutter)',
    ],
    [
      { 'pubspec.yaml': flutter, 'lib/a.dart': '' },
      'lib/a.dart',
      'assets/images → assets/images/a-fox.png (flutter)',
    ],
    [
      {
        'pubspec.yaml': flutter,
        'lib/a.dart': "Image.asset('assets/pics/x.png')",
        'assets/pics/x.png': '',
      },
      'lib/a.dart',
      'assets/pics → assets/pics/a-fox.png (sameAsOtherImages)',
    ],
    [
      { 'pubspec.yaml': 'name: tool\n', 'lib/a.dart': '' },
      'lib/a.dart',
      'lib/images → images/a-fox.png (besideDocument)',
    ],
  ],
  Android: [
    [
      'app/src/main/AndroidManifest.xml app/src/main/java/a/A.kt',
      'app/src/main/java/a/A.kt',
      'app/src/main/res/drawable → a_fox (resource, android)',
    ],
    [
      'app/src/main/res/values/x.xml app/src/main/res/layout/a.xml',
      'app/src/main/res/layout/a.xml',
      'app/src/main/res/drawable → a_fox (resource, android)',
    ],
    [
      'app/src/commonMain/composeResources/drawable/x.xml app/src/commonMain/kotlin/A.kt',
      'app/src/commonMain/kotlin/A.kt',
      'app/src/commonMain/composeResources/drawable → a_fox (resource, android)',
    ],
    [
      'src/main/java/A.java pom.xml',
      'src/main/java/A.java',
      'src/main/java/images → images/a-fox.png (besideDocument)',
    ],
    [
      'app/src/main/AndroidManifest.xml README.md',
      'README.md',
      'images → images/a-fox.png (besideDocument)',
    ],
  ],
  'web servers': [
    [
      'artisan resources/views/a.php',
      'resources/views/a.php',
      'public/images → /images/a-fox.png (webServer)',
    ],
    [
      'manage.py blog/templates/blog/a.html blog/static/x.css',
      'blog/templates/blog/a.html',
      'blog/static/images → /static/images/a-fox.png (webServer)',
    ],
    [
      'app.py templates/a.html static/img/x.png',
      'templates/a.html',
      'static/img → /static/img/a-fox.png (webServer)',
    ],
    ['mix.exs lib/a.heex', 'lib/a.heex', 'priv/static/images → /images/a-fox.png (webServer)'],
    [
      'src/main/resources/templates/a.html pom.xml',
      'src/main/resources/templates/a.html',
      'src/main/resources/static/images → /images/a-fox.png (webServer)',
    ],
    [
      'wwwroot/css/a.css Pages/Index.cshtml',
      'Pages/Index.cshtml',
      'wwwroot/images → /images/a-fox.png (webServer)',
    ],
    [
      'Rakefile app/views/a.erb public/404.html',
      'app/views/a.erb',
      'public/images → /images/a-fox.png (webServer)',
    ],
  ],
  LaTeX: [
    [
      {
        '.latexmkrc': "$pdf_mode = 1;\n@default_files = ('src/book');\n",
        'src/book.tex': '\\documentclass{book}\n\\input{../parts/one}',
        'parts/one.tex': '',
      },
      'parts/one.tex',
      'src/images → images/a-fox.png (latexRoot)',
    ],
    [
      {
        'a.tex': '\\documentclass{book}\n\\graphicspath{{art/}}\n\\input{parts/one}',
        'b.tex': '\\documentclass{book}\n\\graphicspath{{img/}}\n\\input{parts/one}',
        latexmkrc: '@default_files = qw(b.tex);\n',
        'parts/one.tex': '',
      },
      'parts/one.tex',
      'img → a-fox.png (latexGraphicsPath)',
    ],
    ['main.tex', 'main.tex', 'images → images/a-fox.png (besideDocument)'],
    [
      { 'main.tex': '\\documentclass{book}\n\\input{chapters/intro}', 'chapters/intro.tex': '' },
      'chapters/intro.tex',
      'images → images/a-fox.png (latexRoot)',
    ],
    [
      {
        'main.tex': '\\documentclass{book}\n\\include{chapters/intro}',
        'chapters/intro.tex figures/x.pdf': '',
      },
      'chapters/intro.tex',
      'figures → figures/a-fox.png (latexRoot)',
    ],
    [
      {
        'main.tex':
          '\\documentclass{book}\n\\graphicspath{{img/}{figures/}}\n\\input{chapters/intro}',
        'chapters/intro.tex figures/x.png': '',
      },
      'chapters/intro.tex',
      'figures → a-fox.png (latexGraphicsPath)',
    ],
    [
      { 'main.tex': '\\documentclass{book}\n\\graphicspath{ {./figures/} }\n' },
      'main.tex',
      'figures → a-fox.png (latexGraphicsPath)',
    ],
    [
      { 'main.tex': '\\documentclass{book}\n% \\input{chapters/intro}', 'chapters/intro.tex': '' },
      'chapters/intro.tex',
      'chapters/images → images/a-fox.png (besideDocument)',
    ],
    [
      {
        'thesis/main.tex': '\\documentclass{book}',
        'chapters/intro.tex': '% !TeX root = ../thesis/main.tex\n',
      },
      'chapters/intro.tex',
      'thesis/images → images/a-fox.png (latexRoot)',
    ],
    [
      {
        'main.tex': '\\documentclass{book}\\input{setup}\\input{parts/one}',
        'setup.tex': '\\graphicspath{{art/}}',
        'parts/one.tex': '\\input{chapters/a.tex}',
        'chapters/a.tex': '',
      },
      'chapters/a.tex',
      'art → a-fox.png (latexGraphicsPath)',
    ],
    [
      {
        'main.tex': '\\documentclass{book}\\subfile{chapters/intro}',
        'chapters/intro.tex': '\\documentclass[../main]{subfiles}',
      },
      'chapters/intro.tex',
      'chapters/images → images/a-fox.png (besideDocument)',
    ],
    [
      { 'main.tex': '\\documentclass{book}\\import{chapters/}{intro}', 'chapters/intro.tex': '' },
      'chapters/intro.tex',
      'chapters/images → images/a-fox.png (besideDocument)',
    ],
    [
      { 'main.tex': '\\documentclass{book}\n\\includegraphics{pics/x}', 'pics/x.jpg': '' },
      'main.tex',
      'pics → pics/a-fox.png (sameAsOtherImages)',
    ],
    [
      {
        'main.tex': '\\documentclass{book}\n\\input{chapters/intro}',
        'chapters/intro.tex': '\\includegraphics{art/x}',
        'art/x.png': '',
      },
      'chapters/intro.tex',
      'art → art/a-fox.png (sameAsOtherImages)',
    ],
  ],
};

describe('findPlaces', () => {
  // The second one has characters that URLs and patterns treat specially.
  for (const root of ['/home/me/site', '/home/我 & 50%/a#b [1] {x}']) {
    for (const [project, projectCases] of Object.entries(cases)) {
      describe(`${project} in ${root}`, () => {
        for (const [files, document, expected] of projectCases) {
          const shown = typeof files === 'string' ? files : Object.keys(files).join(' ');
          it(`${shown}: ${document} → ${expected}`, async () => {
            const places = await findPlacesIn(createFiles(root, files), root, document);
            assert.equal(formatPlace(places[0], root), expected);
          });
        }
      });
    }
  }
});
