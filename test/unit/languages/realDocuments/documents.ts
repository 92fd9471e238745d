import { codeDocuments } from './codeDocuments.ts';
import { markdownDocuments } from './markdownDocuments.ts';
import { pageDocuments } from './pageDocuments.ts';
import { typesettingDocuments } from './typesettingDocuments.ts';
import type { RealDocument } from './realDocument.ts';

/** All documents, by what they are. */
export const realDocuments: Readonly<Record<string, RealDocument>> = {
  ...markdownDocuments,
  ...pageDocuments,
  ...typesettingDocuments,
  ...codeDocuments,
};
