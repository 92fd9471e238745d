import { testLayouts } from './testLayouts.ts';

const hexoPackage = { 'package.json': '{"dependencies": {"hexo": "7"}}' };

testLayouts({
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
});
