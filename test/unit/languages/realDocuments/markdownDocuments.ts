import type { RealDocument } from './realDocument.ts';

/** Documents in Markdown and the languages that extend it, by what they are. */
export const markdownDocuments: Readonly<Record<string, RealDocument>> = {
  'README with centered HTML': {
    file: 'markdown/readme-centered.md',
    languageId: 'markdown',
    fileName: 'README.md',
  },
  'README of a command line tool in Chinese': {
    file: 'markdown/readme-cli.zh-cn.md',
    languageId: 'markdown',
    fileName: 'README.zh-CN.md',
  },
  'contributing guide with CRLF': {
    file: 'markdown/contributing.md',
    languageId: 'markdown',
    fileName: 'CONTRIBUTING.md',
  },
  changelog: {
    file: 'markdown/changelog.md',
    languageId: 'markdown',
    fileName: 'CHANGELOG.md',
  },
  'MkDocs Material page': {
    file: 'markdown/mkdocs-material.md',
    languageId: 'markdown',
    fileName: 'docs/setup/colors.md',
    // An admonition, whose content is code for CommonMark.
    hiddenPlaces: [3],
    after: '- Colors\n---',
  },
  'VitePress page': {
    file: 'markdown/vitepress.md',
    languageId: 'markdown',
    fileName: 'docs/guide/getting-started.md',
    after: 'content: /og.png\n---',
  },
  'Docusaurus page': {
    file: 'markdown/docusaurus.mdx',
    languageId: 'mdx',
    fileName: 'docs/installation.mdx',
    after: 'image: /img/social.png\n---',
  },
  'Next.js blog post': {
    file: 'markdown/next-blog.mdx',
    languageId: 'mdx',
    fileName: 'app/blog/dashboard/page.mdx',
  },
  'Hugo page bundle': {
    file: 'markdown/hugo-index.md',
    languageId: 'markdown',
    fileName: 'content/posts/fog/index.md',
    after: "title = 'Cover'\n+++",
  },
  'Jekyll post': {
    file: 'markdown/jekyll-post.md',
    languageId: 'markdown',
    fileName: '_posts/2025-04-02-welcome.md',
    after: 'image: /assets/images/header.jpg\n---',
  },
  'Hexo post in Chinese': {
    file: 'markdown/hexo-post.md',
    languageId: 'markdown',
    fileName: 'source/_posts/秋日登山小记.md',
    after: 'cover: /images/秋山.jpg\n---',
  },
  'Obsidian note': {
    file: 'markdown/obsidian-note.md',
    languageId: 'markdown',
    fileName: 'Notes/Spaced repetition.md',
    after: 'cssclasses: wide\n---',
  },
  'Astro content in Markdown': {
    file: 'markdown/astro-content.md',
    languageId: 'markdown',
    fileName: 'src/content/blog/third-post.md',
    after: "heroImage: '../../assets/blog-placeholder-2.jpg'\n---",
  },
  'Astro content in MDX': {
    file: 'markdown/astro-content.mdx',
    languageId: 'mdx',
    fileName: 'src/content/blog/using-mdx.mdx',
    after: 'tags: ["astro", "mdx"]\n---',
  },
  'Quarto chapter': {
    file: 'markdown/quarto-chapter.qmd',
    languageId: 'quarto',
    fileName: 'chapters/summary.qmd',
    after: 'echo: false\n---',
  },
  'R Markdown report': {
    file: 'markdown/rmarkdown.Rmd',
    languageId: 'rmd',
    fileName: 'report.Rmd',
    after: 'bibliography: refs.bib\n---',
  },
  'Markdown cell of a notebook': {
    file: 'markdown/notebook-markdown-cell.md',
    languageId: 'markdown',
    fileName: 'tides.ipynb',
  },
};
