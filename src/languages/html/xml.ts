import { createPageLanguage } from './createPageLanguage.ts';
import { extractXmlText } from './htmlText.ts';

/** XML, in which only drawings have images. */
export const xml = createPageLanguage({
  ids: ['xml', 'xsl', 'svg'],
  extensions: ['xml', 'svg', 'xsl'],
  readPrompt: extractXmlText,
  isXml: true,
});
