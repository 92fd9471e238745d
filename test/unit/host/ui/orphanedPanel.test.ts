import assert from 'node:assert/strict';
import { mock } from 'node:test';
import '../../support/vscode.ts';

const viewType = 'test.panel';

describe('onOrphanedPanel', () => {
  let calls = 0;

  beforeEach(() => {
    calls = 0;
    mock.timers.enable({ apis: ['setTimeout'] });
  });
  afterEach(() => {
    mock.timers.reset();
  });

  /** Watches a window with one group of tabs. Returns what changes and ends that. */
  async function watch(tabs: readonly { type: string; isActive: boolean }[]) {
    const vscode = (await import('vscode')) as unknown as {
      window: { tabGroups?: object };
      EventEmitter: new () => { event: unknown; fire: (change: unknown) => void };
      TabInputWebview: new (type: string) => object;
    };
    const group = { tabs: [] as object[] };
    const emitter = new vscode.EventEmitter();
    const show = (shown: typeof tabs) => {
      group.tabs = shown.map(({ type, isActive }) => ({
        input: new vscode.TabInputWebview(`mainThreadWebview-${type}`),
        isActive,
      }));
      emitter.fire(undefined);
    };
    vscode.window.tabGroups = { all: [group], onDidChangeTabs: emitter.event };
    show(tabs);
    const { onOrphanedPanel } = await import('../../../../src/host/ui/orphanedPanel.ts');
    const watch = onOrphanedPanel(viewType, () => calls++);
    return { show, dispose: () => void watch.dispose() };
  }

  it('reports a visible panel that is not restored, once', async () => {
    const { show } = await watch([{ type: viewType, isActive: true }]);
    mock.timers.tick(4_999);
    assert.equal(calls, 0);
    mock.timers.tick(1);
    assert.equal(calls, 1);
    show([{ type: viewType, isActive: true }]);
    mock.timers.tick(10_000);
    assert.equal(calls, 1);
  });

  it('reports a hidden one when it is shown', async () => {
    const { show } = await watch([{ type: viewType, isActive: false }]);
    mock.timers.tick(10_000);
    assert.equal(calls, 0);
    show([{ type: viewType, isActive: true }]);
    mock.timers.tick(5_000);
    assert.equal(calls, 1);
  });

  it('reports none that VS Code restores in time, or that is closed', async () => {
    const restored = await watch([{ type: viewType, isActive: true }]);
    mock.timers.tick(1_000);
    restored.dispose();
    const closed = await watch([{ type: viewType, isActive: true }]);
    mock.timers.tick(1_000);
    closed.show([]);
    mock.timers.tick(10_000);
    assert.equal(calls, 0);
  });

  it('reports none of another type, and none that is opened later', async () => {
    const { show } = await watch([{ type: 'another.panel', isActive: true }]);
    show([{ type: viewType, isActive: true }]);
    mock.timers.tick(10_000);
    assert.equal(calls, 0);
  });
});
