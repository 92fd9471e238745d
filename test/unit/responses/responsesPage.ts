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

What happens if the service gives an odd response: when it comes, how often it comes, and what that costs. Every row is a test that runs the engine against the simulated service. Do not edit this page: \`node test/unit/responses/writeResponsesPage.ts\` generates it.

Each row is a set of ${setSize} images. The user generates it, then does these things one after the other, each to its end: presses Retry, even where it is not offered; restarts VS Code; runs Query Task with the task ID, if the service has accepted a task. “For ever” lasts until the restart.

- **Submits** and **Images** are the submits that the service has accepted, which it may bill, and the images that are in the library. \`0 → 1 → 1 → 1\` is the number after generating, Retry, the restart, and Query Task; a single number is the same after all of them.
- **Message** is what the user reads if the generation fails.
- **May be billed** tells whether the message says so.
- **Retry** tells whether Retry is offered. It never pays for a second task: it queries the one that is known, or submits what the service has surely refused.

The kinds are those of the [simulated service](../test/gateway/README.md). The rules are those of [the service, section 9.7](service.md#97-billing-and-retries).
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
  return `\`${kind}\`: ${description}`;
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
