import { sampleKey, toSimulatedEnvironment } from '../scripts/tools/simulatedService.ts';
import { spawnGateway } from '../test/gateway/spawnGateway.ts';
import { openVsCode } from '../test/ui/driver/index.ts';
import { closeWindows } from '../test/ui/driver/openVsCode.ts';
import { closeBrowser } from '../test/ui/driver/profile.ts';

/** Durations of a task at the service, one generation each. */
const latenciesMs = [1000, 3000, 5000, 8000, 12_000];

/**
 * Prints the time from Enter in the input box until the image is on the screen, next to the
 * duration at the service.
 */
export async function run(): Promise<void> {
  const gateway = await spawnGateway();
  const rows = [];
  try {
    const window = await openVsCode({
      env: toSimulatedEnvironment(gateway.origins),
      key: { provider: 'octopusx', key: sampleKey },
    });
    for (const latencyMs of latenciesMs) {
      await gateway.configure({ latencyMs });
      const prompt = `A lighthouse, taking ${latencyMs} ms`;
      await window.runCommand('Jimeng: Generate AI Image…');
      await window.quickInput.waitForPrompt('Describe the image');
      await window.quickInput.type(prompt);
      const enteredAt = Date.now();
      await window.quickInput.confirm();
      const card = (await window.galleryFrame()).getByRole('article', { name: prompt });
      await card.locator('img').waitFor();
      await card.locator('img').evaluate((image: { decode(): Promise<void> }) => image.decode());
      const totalMs = Date.now() - enteredAt;
      const queries = (await gateway.requests()).filter(
        ({ query }) => query['Action'] === 'CVSync2AsyncGetResult',
      ).length;
      await gateway.clearRequests();
      rows.push({
        'service ms': latencyMs,
        'Enter to image ms': totalMs,
        'beyond the service ms': totalMs - latencyMs,
        queries,
      });
    }
  } finally {
    await closeWindows();
    await closeBrowser();
    await gateway.close();
  }
  console.table(rows);
}
