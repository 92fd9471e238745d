import type { RealDocument } from './realDocument.ts';

/** Pages, components, and templates of sites and apps, by what they are. */
export const pageDocuments: Readonly<Record<string, RealDocument>> = {
  'Astro page': {
    file: 'pages/astro-page.astro',
    languageId: 'astro',
    fileName: 'src/pages/index.astro',
    after: "const title = 'Welcome to Astro.';\n---",
  },
  'SvelteKit page': {
    file: 'pages/svelte-page.svelte',
    languageId: 'svelte',
    fileName: 'src/routes/+page.svelte',
  },
  'Svelte component': {
    file: 'pages/svelte-component.svelte',
    languageId: 'svelte',
    fileName: 'src/lib/Card.svelte',
    pathPlaces: [4],
  },
  'Vue component': {
    file: 'pages/vue-component.vue',
    languageId: 'vue',
    fileName: 'src/components/UserProfile.vue',
    pathPlaces: [4],
    after: '<template>',
    before: '</template>',
  },
  'Nuxt page': {
    file: 'pages/nuxt-page.vue',
    languageId: 'vue',
    fileName: 'pages/blog/[slug].vue',
    after: '<template>',
    before: '</template>',
  },
  'React page': {
    file: 'pages/react-page.tsx',
    languageId: 'typescriptreact',
    fileName: 'src/App.tsx',
  },
  'Next.js page': {
    file: 'pages/next-page.tsx',
    languageId: 'typescriptreact',
    fileName: 'app/[slug]/page.tsx',
    after: "'use client';",
  },
  'landing page': {
    file: 'pages/landing.html',
    languageId: 'html',
    fileName: 'index.html',
    pathPlaces: [2],
    after: '<body>',
    before: '</body>',
  },
  'Django template': {
    file: 'pages/django-base.html',
    languageId: 'django-html',
    fileName: 'events/templates/events/list.html',
    after: '{% block content %}',
    before: '{% endblock %}',
  },
  'Jinja base template': {
    file: 'pages/jinja-base.html',
    languageId: 'jinja-html',
    fileName: 'templates/base.html',
    pathPlaces: [3],
    after: "<body class=\"{{ 'signed-in' if user else 'guest' }}\">",
    before: '</body>',
  },
  'Blade view': {
    file: 'pages/blade-view.blade.php',
    languageId: 'blade',
    fileName: 'resources/views/dashboard.blade.php',
    after: '<x-app-layout>',
    before: '</x-app-layout>',
  },
  'Twig template': {
    file: 'pages/twig-page.html.twig',
    languageId: 'twig',
    fileName: 'templates/blog/index.html.twig',
    after: '{% block main %}',
    before: '{% endblock %}',
  },
  'Handlebars theme': {
    file: 'pages/handlebars-page.hbs',
    languageId: 'handlebars',
    fileName: 'post.hbs',
  },
  'EJS view': {
    file: 'pages/ejs-page.ejs',
    languageId: 'ejs',
    fileName: 'views/users.ejs',
    pathPlaces: [4],
  },
  'PHP theme': {
    file: 'pages/php-page.php',
    languageId: 'php',
    fileName: 'single.php',
    hiddenPlaces: [5],
    after: '?>',
  },
  'Razor page with CRLF': {
    file: 'pages/razor-view.cshtml',
    languageId: 'razor',
    fileName: 'Pages/Index.cshtml',
    after: '@using System.Globalization',
  },
};
