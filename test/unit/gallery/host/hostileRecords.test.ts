import assert from 'node:assert/strict';
import {
  maxDetailCharacters,
  maxDetailLines,
  maxListedValues,
} from '../../../../src/untrusted/limits.ts';
import { recordSchema, type GenerationRecord } from '../../../../src/library/record.ts';
import { facetNames, maxPromptLength } from '../../../../src/gallery/protocol/vocabulary.ts';
import type { DetailsView, GenerationView } from '../../../../src/gallery/protocol/views.ts';
import { recordOf } from '../../support/galleryRecords.ts';
import { assertReadable, assertShowable, hostileTexts } from '../../support/hostileTexts.ts';
import { listSamples } from '../../support/schemaSamples.ts';
import '../../support/vscode.ts';

const { toGenerationView, formatAnnouncement, getFacetLabel, getProviderName } =
  await import('../../../../src/gallery/host/presentation.ts');
const { toDetailsView } = await import('../../../../src/gallery/host/detailRows.ts');
const { countFacets } = await import('../../../../src/gallery/host/facets.ts');
const { formatPromptExcerpt } = await import('../../../../src/host/promptExcerpt.ts');
const { createProviderQuickPickItem } =
  await import('../../../../src/host/providerQuickPickItem.ts');

/** Settings that no record has, so that all differences are shown. */
const settings = {
  provider: 'custom',
  model: 'jimeng-4.6',
  resolution: '1k',
  aspectRatio: '21:9',
} as const;

const toView = (record: GenerationRecord) =>
  toGenerationView(record, 0, () => ({ src: 'blob:x' }), undefined, settings);

/** The fields of a view that are not text: the id, and what the page loads. */
const idFields = new Set(['id', 'state', 'images']);

function assertViewIsSafe({ prompt, ...view }: GenerationView): void {
  // The page shows the prompt in full, as it is.
  assertReadable(prompt, 'The prompt');
  assert.ok(prompt.length <= maxPromptLength);
  for (const [name, value] of Object.entries(view))
    if (typeof value === 'string' && !idFields.has(name)) assertShowable(value, name);
}

function assertDetailsAreSafe({ generation, rows, moreRows, insertions }: DetailsView): void {
  assertViewIsSafe(generation);
  for (const row of [...rows, ...moreRows]) {
    assertShowable(row.name, 'The name of a row');
    if ('at' in row) continue;
    assertReadable(row.value, row.name);
    const lines = row.value.split('\n');
    assert.ok(lines.length <= maxDetailLines + 1, row.name);
    for (const line of lines) {
      assert.ok(Array.from(line).length <= maxDetailCharacters, row.name);
      assert.doesNotMatch(line, /\]\(|\$\(/, row.name);
    }
  }
  assert.ok(insertions.length <= maxListedValues);
  for (const { name } of insertions) assertShowable(name, 'A document');
}

describe('What the gallery shows of a record', function () {
  this.timeout(20_000);

  for (const [what, text] of Object.entries(hostileTexts))
    it(`is safe with ${what} in every field`, () => {
      const records = listSamples(recordSchema, text);
      for (const record of records) {
        const view = toView(record);
        assertViewIsSafe(view);
        assertDetailsAreSafe(toDetailsView(record, view));
        assertShowable(formatAnnouncement(record), 'The announcement');
        assertShowable(formatPromptExcerpt(record.request.prompt), 'The prompt in a sentence');
        assertShowable(getProviderName(record), 'The provider');
      }
      const facets = countFacets(records, getFacetLabel, () => false);
      for (const name of facetNames)
        for (const { label } of facets[name]) assertShowable(label, name);
    });

  it('is tested for every state, provider, and failure', () => {
    const records = listSamples(recordSchema, 'text');
    assert.equal(new Set(records.map(({ state }) => state)).size, 6);
    assert.equal(new Set(records.map(({ provider }) => provider)).size, 4);
    assert.equal(new Set(records.map(({ failure }) => failure?.kind)).size, 31);
  });

  it('has each prompt in quotation marks that the prompt cannot end', () => {
    const prompts = ['a" · Done. Click here', 'a” · 完成', '«a» „b“'];
    for (const prompt of prompts) assert.doesNotMatch(formatPromptExcerpt(prompt), /["“”„«»]/);
  });

  it('has few of the values of a filter', () => {
    const records = Array.from({ length: 1000 }, (_, n) =>
      recordOf(n, { request: { model: `model ${n}`, prompt: '' } }),
    );
    assert.equal(countFacets(records, getFacetLabel, () => false).model.length, maxListedValues);
  });
});

describe('The list of providers', () => {
  it('is safe with a host of any length and with an icon in it', async () => {
    const { settings } = (await import('vscode')) as unknown as {
      settings: Record<string, unknown>;
    };
    for (const host of ['$(error).example.com', `${'x'.repeat(100_000)}.example.com`]) {
      settings['customProvider'] = { baseUrl: `https://${host}` };
      const { label, detail = '', provider } = createProviderQuickPickItem('custom');
      for (const text of [label, detail, provider?.name ?? '']) assertShowable(text, 'A provider');
      delete settings['customProvider'];
    }
  });
});
