import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import {
  momentNames,
  moments,
  responseRows,
  type MomentName,
  type ResponseRow,
} from './responseRows.ts';
import { runResponseRow, setSize, stages, type RowOutcome } from './runResponseRow.ts';

/** The page that is generated from the table of responses. */
export const pagePath = 'docs/responses.md';

/** A row with its outcome. */
export interface ResponseResult {
  readonly row: ResponseRow;
  readonly outcome: RowOutcome;
}

const intro = `# Odd responses

What the extension does with every response that the simulated service can give, at every moment of a generation: how often it pays, and which images arrive. Each row is a test of the engine, the client, and the library. \`node test/unit/responses/writeResponsesPage.ts\` generates this page.

In each row, the user generates a set of ${setSize} images; presses Retry, even where it is not offered; restarts VS Code; and runs Query Task with the task ID, if the service has accepted a task. Each of these steps runs to its end. “For ever” lasts until the restart.

- **Submits** are those that the service has accepted, so it may bill them. \`0 → 1 → 1 → 1\` are the numbers after generating, Retry, the restart, and Query Task; a single number is the same after all of them.
- **Images** are those in the library, in the same order. The service withheld the others if the row says so.
- **Message** is what the user reads if the generation fails, and **May be billed** is whether it includes that.
- **Retry** is whether the button is offered. It never pays twice: it queries a task that is known, and submits only what the service has surely refused.

The kinds of responses are described in the README of the [simulated service](../test/gateway/README.md), the rules in [section 9.7](service.md#97-billing-and-retries) of the service's reference.
`;

/** The page for these results, which must be those of all rows. */
export async function formatResponsesPage(results: readonly ResponseResult[]): Promise<string> {
  const descriptions = readDescriptions();
  const sections = momentNames.map((moment) => formatSection(moment, results, descriptions));
  const options = await resolveConfig(pagePath);
  return format([intro, ...sections].join('\n'), { ...options, filepath: pagePath });
}

/** Runs all rows. */
export async function runAllRows(): Promise<ResponseResult[]> {
  const results: ResponseResult[] = [];
  for (const row of responseRows) results.push({ row, outcome: await runResponseRow(row) });
  return results;
}

/** What each kind is on the wire, from the README of the simulated service. */
function readDescriptions(): ReadonlyMap<string, string> {
  const readme = readFileSync('test/gateway/README.md', 'utf8');
  return new Map(
    [...readme.matchAll(/^\| `(\w+)` +\|[^|]+\| ([^|]+?) +\|/gm)].map(
      ([, kind = '', description = '']) => [kind, description],
    ),
  );
}

function formatSection(
  moment: MomentName,
  results: readonly ResponseResult[],
  descriptions: ReadonlyMap<string, string>,
): string {
  const lines = new Map<string, { response: string; frequencies: string[]; cells: string }>();
  for (const { row, outcome } of results) {
    if (row.moment !== moment) continue;
    const response = formatResponse(row, descriptions);
    const cells = formatOutcome(outcome).join(' | ');
    const line = lines.get(response + cells) ?? { response, frequencies: [], cells };
    lines.set(response + cells, line);
    line.frequencies.push(row.frequency);
  }
  const header = [
    'Response',
    'How often',
    'Submits',
    'Images',
    'Message',
    'May be billed',
    'Retry',
  ];
  return [
    `## ${moments[moment].title}\n`,
    `| ${header.join(' | ')} |`,
    `|${' --- |'.repeat(header.length)}`,
    ...Array.from(
      lines.values(),
      ({ response, frequencies, cells }) =>
        `| ${response} | ${frequencies.join(', ')} | ${cells} |`,
    ),
    '',
  ].join('\n');
}

function formatResponse(
  { kind, delaySeconds }: ResponseRow,
  descriptions: ReadonlyMap<string, string>,
): string {
  if (delaySeconds !== undefined) return `the service’s own, after ${delaySeconds} s`;
  const description = descriptions.get(kind);
  if (description === undefined) throw new Error(`${kind} has no description`);
  return `\`${kind}\`: ${description.replace('; the service does not see the request', '')}`;
}

function formatOutcome({
  stages: results,
  withheldCount,
  message,
  isMaybeBilled,
  canRetry,
}: RowOutcome): string[] {
  const withheld = withheldCount > 0 ? `, ${withheldCount} withheld` : '';
  return [
    formatStages(results.map(({ submits }) => submits)),
    formatStages(results.map(({ images }) => images)) + withheld,
    formatMessage(message),
    isMaybeBilled ? 'yes' : '',
    canRetry ? 'offered' : '',
  ];
}

function formatStages(counts: readonly number[]): string {
  if (counts.length !== stages.length) throw new RangeError('A stage is missing');
  return new Set(counts).size === 1 ? String(counts[0]) : counts.join(' → ');
}

/** Without request ids, which are random, and characters that Markdown reserves. */
function formatMessage(message: string): string {
  return message.replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, '…').replaceAll(/[|<>_*]/g, '\\$&');
}
