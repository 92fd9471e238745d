/** Writes the page of responses: `node test/unit/responses/writeResponsesPage.ts`. */
import { writeFileSync } from 'node:fs';
import { formatResponsesPage, pagePath, runAllRows } from './responsesPage.ts';

writeFileSync(pagePath, await formatResponsesPage(await runAllRows()));
