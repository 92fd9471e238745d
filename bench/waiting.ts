import { sampleKey, simulatedEnvironment } from '../scripts/tools/simulated.ts';
import { spawnGateway } from '../test/gateway/spawn.ts';
import { openVsCode } from '../test/ui/driver/index.ts';
import { closeWindows } from '../test/ui/driver/openVsCode.ts';
import { closeBrowser } from '../test/ui/driver/profile.ts';

/** Milliseconds a task takes at the service, one generation each. */
const latencies = [1000, 3000, 5000, 8000, 12_000];

/** From Enter in the input box to the picture on the screen, beside what the service itself took. */
export async function run(): Promise<void> {
  const gateway = await spawnGateway();
  const rows = [];
  try {
    const window = await openVsCode({
      env: simulatedEnvironment(gateway.origins),
      key: { provider: 'octopusx', key: sampleKey },
    });
    for (const latencyMs of latencies) {
      await gateway.configure({ latencyMs });
      const prompt = `A lighthouse, taking ${latencyMs} ms`;
      await window.runCommand('Jimeng: Generate Image…');
      await window.quickInput.question('Describe the image');
      await window.quickInput.type(prompt);
      const entered = Date.now();
      await window.quickInput.confirm();
      const card = (await window.galleryFrame()).getByRole('article', { name: prompt });
      await card.locator('img').waitFor();
      await card.locator('img').evaluate((image: { decode(): Promise<void> }) => image.decode());
      const total = Date.now() - entered;
      const queries = (await gateway.requests()).filter(
        ({ query }) => query['Action'] === 'CVSync2AsyncGetResult',
      ).length;
      await gateway.clearRequests();
      rows.push({
        'service ms': latencyMs,
        'Enter to picture ms': total,
        'beyond the service ms': total - latencyMs,
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
