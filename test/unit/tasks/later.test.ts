import assert from 'node:assert/strict';
import { indexOf, isUnfinished } from '../../../src/library/record.ts';
import { assertSent, order, useDesk, type Desk } from '../support/engine.ts';

const hour = 3_600_000;

/** A generation whose window closed in the middle, as the next window takes it up. */
async function takenUp({ world, open }: Desk, id: string) {
  const { engine, library } = open();
  void engine.takeUp();
  let record = await library.get(id);
  library.onDidChange((change) => {
    if (change.type === 'saved' && change.record.id === id) record = change.record;
  });
  await world.pace.untilTrue(() => record !== undefined && !isUnfinished(record));
  assert.ok(record);
  return { record, library };
}

describe('A later window', () => {
  const desk = useDesk();
  const { world, open, shelf, untilAsked } = desk;

  /** A set of three of which one picture was brought home before the window closed. */
  async function interrupted(): Promise<string> {
    const { engine } = open({
      onEvent: (_id, { type }) => {
        if (type === 'picture') {
          world.gateway.configure({ faults: [{ on: 'picture', status: 500, times: 4 }] });
        }
      },
    });
    const set = { ...order, prompt: 'a set of 3', forceSingle: false };
    const run = await engine.start({ provider: 'octopusx' }, set);
    await untilAsked('picture', 2);
    await engine.stop();
    world.gateway.configure({ faults: [] });
    const record = await shelf.open().get(run.id);
    assert.deepEqual(record?.images.map(indexOf), [0]);
    assert.equal(record.addresses?.imageUrls.length, 3);
    return run.id;
  }

  for (const age of [1, 13]) {
    it(`fetches from the addresses in the record ${age} h later, without a query`, async () => {
      const id = await interrupted();
      world.pace.clock.advance(age * hour);
      const queries = world.asked('query').length;
      const { record, library } = await takenUp(desk, id);
      assert.equal(record.state, 'done');
      assert.deepEqual(record.images.map(indexOf), [0, 1, 2]);
      assert.equal(world.asked('query').length, queries);
      assert.equal(world.asked('submit').length, 1);
      await assertSent(desk, library, record);
    });
  }

  it('asks once where they are dead', async () => {
    const id = await interrupted();
    world.pace.clock.advance(hour);
    world.gateway.configure({ faults: [{ on: 'picture', status: 403 }] });
    const queries = world.asked('query').length;
    const { record } = await takenUp(desk, id);
    assert.equal(record.state, 'done');
    assert.equal(world.asked('query').length, queries + 1);
  });

  it('asks with the marks and the delivery that the record says', async () => {
    const wished = { returnUrl: false, logoInfo: { text: 'mine' }, aigcMeta: { producerId: 'p' } };
    const first = open();
    const run = await first.engine.start({ provider: 'octopusx' }, { ...order, ...wished });
    await untilAsked('query', 1);
    await first.engine.stop();
    const { record } = await takenUp(desk, run.id);
    assert.deepEqual([record.state, record.images.length], ['done', 1]);
    assert.equal(record.addresses, undefined);
    assert.equal(world.asked('picture').length, 0);
    const asked = world.asked('query').map(({ body }) => (body as { req_json: string }).req_json);
    assert.ok(asked.length > 1);
    assert.equal(new Set(asked).size, 1);
    assert.deepEqual(JSON.parse(asked[0] ?? ''), {
      return_url: false,
      logo_info: { add_logo: true, logo_text_content: 'mine' },
      aigc_meta: { producer_id: 'p' },
    });
  });

  for (const code of ['EACCES', 'EMFILE']) {
    it(`is told of ${code}, not that the generation was deleted, and brings it home after`, async () => {
      const { engine, library } = open();
      const run = await engine.start({ provider: 'octopusx' }, order);
      await untilAsked('query', 1);
      shelf.disk.faults = (name) => (name === 'readFile' ? code : undefined);
      const ended = await world.pace.until(run.finished);
      assert.deepEqual([ended?.state, ended?.failure], ['failed', { kind: 'save', code }]);
      assert.equal((await library.get(run.id))?.state, 'generating');

      shelf.disk.faults = () => undefined;
      await engine.stop();
      const { record } = await takenUp(desk, run.id);
      assert.equal(record.state, 'done');
      assert.equal(world.asked('submit').length, 1);
    });
  }
});
