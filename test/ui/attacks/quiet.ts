import assert from 'node:assert/strict';
import type { VsCodeWindow } from '../driver/index.ts';
import type { Service } from '../support/simulatedService.ts';
import { assertNoLinks } from './links.ts';

/** Longer than a window takes to look for what it has to resume. */
const resumeMs = 15_000;

/** Asserts that a window sends nothing, asks for nothing, and shows no links, by itself. */
export async function assertQuiet(
  window: VsCodeWindow,
  { gateway }: Service,
  moment: string,
): Promise<void> {
  await window.page.waitForTimeout(resumeMs);
  const requests = await gateway.requests();
  assert.deepEqual(
    requests.map(({ origin, path }) => origin + path),
    [],
    moment,
  );
  assert.equal(await window.quickInput.widget.isVisible(), false, moment);
  await assertNoLinks(window);
}
