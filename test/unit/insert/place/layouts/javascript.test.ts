import { testLayouts } from './testLayouts.ts';

const nextPackage = { 'package.json': '{"dependencies": {"next": "15.0.0"}}' };
const vitePackage = { 'package.json': '{"devDependencies": {"vite": "^7"}}' };
const sveltePackage = { 'package.json': '{"devDependencies": {"@sveltejs/kit": "2"}}' };
const reactPackage = { 'package.json': '{"dependencies": {"react-scripts": "5"}}' };

testLayouts({
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
});
