import { createHtmlLanguage } from './createHtmlLanguage.ts';
import { extractXmlText } from './htmlText.ts';

/** XML, in which only drawings have images. */
export const xml = createHtmlLanguage({
  ids: ['xml', 'xsl', 'svg'],
  extensions: ['xml', 'svg', 'xsl'],
  readPrompt: extractXmlText,
  isXml: true,
});
