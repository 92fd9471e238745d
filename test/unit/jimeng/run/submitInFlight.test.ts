import assert from 'node:assert/strict';
import { generate } from '../../../../src/jimeng/service.ts';
import { JimengError } from '../../../../src/jimeng/index.ts';
import {
  acceptedReply,
  neverReply,
  networkErrorReply,
  task,
  textReply,
  type Reply,
} from '../../support/fakeFetch.ts';
import { errorReply, failureIn, prepareGeneration, request } from '../../support/generation.ts';

/** Responds after this many milliseconds. */
type DelayReply = (reply: Reply, ms: number) => Reply;

/** Starts a generation, and aborts it with `reason` 1 s after its submit. */
async function abortSubmit(
  createReply: (delay: DelayReply) => Reply,
  { reason, isClosing = false }: { reason?: Error; isClosing?: boolean },
) {
  const [abort, closing] = [new AbortController(), new AbortController()];
  const signal = abort.signal;
  let reply: Reply = neverReply;
  const { driver, options, actions } = prepareGeneration([(...args) => reply(...args)], { signal });
  const { clock } = driver;
  const delay: DelayReply = (reply, ms) => async (url, init) => {
    await clock.sleep(ms, init.signal as AbortSignal);
    return reply(url, init);
  };
  reply = createReply(delay);
  void clock.sleep(1000).then(() => {
    abort.abort(reason);
    if (isClosing) closing.abort(reason);
  });
  const startTime = clock.now();
  const events: { type: string }[] = [];
  const collect = async () => {
    for await (const event of generate(request, { ...options, closing: closing.signal }))
      events.push(event);
  };
  const error = await driver.waitFor(
    collect().then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
  assert.equal(clock.sleeperCount, 0);
  const seconds = (clock.now() - startTime) / 1000;
  return { events: events as Parameters<typeof failureIn>[0], error, seconds, actions: actions() };
}

describe('A submit in flight', () => {
  const canceled = new JimengError({ kind: 'canceled' });

  it('is heard to its end after a cancellation, so that its task is known', async () => {
    const result = await abortSubmit((delay) => delay(acceptedReply, 90_000), { reason: canceled });
    assert.deepEqual(result.events[1], { type: 'submitted', task });
    assert.equal(failureIn(result.events).kind, 'canceled');
    assert.deepEqual(result.actions, ['submit']);
    assert.equal(result.seconds, 90);
  });

  const responses: [string, Reply, boolean][] = [
    ['refused', errorReply(50412, 400), false],
    ['throttled', errorReply(50430, 429), false],
    ['never connected', networkErrorReply('ECONNREFUSED'), false],
    ['lost', networkErrorReply('ECONNRESET'), true],
    ['unusable', textReply('<html>'), true],
  ];
  for (const [description, reply, maybeBilled] of responses) {
    it(`that is ${description} after a cancellation ${maybeBilled ? 'may be' : 'is not'} billed`, async () => {
      const { events } = await abortSubmit((delay) => delay(reply, 5000), { reason: canceled });
      assert.deepEqual(failureIn(events), { kind: 'canceled', maybeBilled });
    });
  }

  it('is heard for 4 seconds when the window closes', async () => {
    const reason = new Error('closing');
    const heard = await abortSubmit((delay) => delay(acceptedReply, 4900), {
      reason,
      isClosing: true,
    });
    assert.deepEqual(heard.events.at(-1), { type: 'submitted', task });
    assert.equal(heard.error, reason);
    const tooLate = await abortSubmit((delay) => delay(acceptedReply, 5100), {
      reason,
      isClosing: true,
    });
    assert.deepEqual(tooLate.events, [{ type: 'submitting' }]);
    assert.equal(tooLate.error, reason);
    assert.equal(tooLate.seconds, 5);
  });

  it('reports a refusal while the window closes', async () => {
    const { events } = await abortSubmit((delay) => delay(errorReply(50412, 400), 2000), {
      reason: new Error('closing'),
      isClosing: true,
    });
    assert.equal(failureIn(events).kind, 'promptRefused');
  });

  it('that was throttled is queued again while the window closes', async () => {
    const { events, error } = await abortSubmit((delay) => delay(errorReply(50430, 429), 2000), {
      reason: new Error('closing'),
      isClosing: true,
    });
    assert.equal(events.at(-1)?.type, 'postponed');
    assert.ok(error instanceof Error && error.message === 'closing');
  });

  for (const [description, reason, failure] of [
    ['canceled', canceled, { kind: 'canceled', maybeBilled: false }],
    ['closed', new Error('closing'), undefined],
  ] as const) {
    it(`is not sent if it is ${description} while its record is written`, async () => {
      const abort = new AbortController();
      const { driver, options, actions } = prepareGeneration([acceptedReply], {
        signal: abort.signal,
      });
      const events: Parameters<typeof failureIn>[0][number][] = [];
      const collect = async () => {
        for await (const event of generate(request, options)) {
          events.push(event);
          if (event.type === 'submitting') abort.abort(reason);
        }
      };
      await driver.waitFor(collect().catch(() => undefined));
      assert.deepEqual(actions(), []);
      assert.equal(events[1]?.type, 'postponed');
      if (failure) assert.equal(failureIn(events).kind, 'canceled');
      else assert.equal(events.length, 2);
    });
  }

  it('without a response ends at the limit of the client', async () => {
    const { events } = await abortSubmit(() => neverReply, { reason: canceled });
    assert.deepEqual(failureIn(events), { kind: 'canceled', maybeBilled: true });
  });
});
