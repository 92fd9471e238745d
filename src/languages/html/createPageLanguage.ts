import { json } from '../code/json.ts';
import { jsx } from '../components/jsx.ts';
import { tsx } from '../components/tsx.ts';
import type { DocumentLanguage } from '../language.ts';
import { javascript } from '../scripts/javascript.ts';
import { typescript } from '../scripts/typescript.ts';
import { createHtmlLanguage, type HtmlLanguage } from './createHtmlLanguage.ts';

const scripts: Readonly<Record<string, DocumentLanguage>> = {
  javascript,
  js: javascript,
  jsx,
  module: javascript,
  ts: typescript,
  tsx,
  typescript,
  json,
  'ld+json': json,
  importmap: json,
  'importmap+json': json,
  speculationrules: json,
};

/** A language whose documents are pages or components, with scripts in them. */
export function createPageLanguage(language: HtmlLanguage): DocumentLanguage {
  return createHtmlLanguage({ ...language, scripts });
}
