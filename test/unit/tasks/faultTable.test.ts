import assert from 'node:assert/strict';
import { faultKinds, operations } from '../../gateway/faultKinds.ts';
import { useFaultDesk, type Trouble } from '../support/faultDesk.ts';
import { kindsOf, rows, settingRows } from '../support/faultRows.ts';

const forEver = 1_000_000;
const tenHours = 36_000_000;

describe('The fault table', function () {
  // What never ends is fetched up to its 100 MB.
  this.timeout(60_000);
  const desk = useFaultDesk();

  for (const on of operations) {
    it(`has a row for each fault on a ${on}`, () => {
      assert.deepEqual(Object.keys(rows[on]).sort(), [...faultKinds[on]].sort());
    });
  }

  const troubles: Trouble[] = [
    ...operations.flatMap((on) =>
      kindsOf(on).map(([kind, row]) => ({
        name: `${kind} on a ${on}`,
        on,
        row,
        begin: (times: number) => Promise.resolve(desk.befall(on, kind, times)),
      })),
    ),
    ...(['submit', 'query'] as const).map((on) => ({
      name: `the limit per second on a ${on}`,
      on,
      row: settingRows.qps[on],
      begin: (times: number) => Promise.resolve(desk.crowd(on, times)),
    })),
    {
      name: 'the limit of unfinished tasks',
      on: 'submit',
      row: settingRows.maxConcurrent.submit,
      begin: (times) => desk.occupy(times === 1 ? 10_000 : tenHours),
    },
    ...[20, -20].map((minutes) => ({
      name: `a clock that is ${minutes} minutes off`,
      on: 'submit' as const,
      row: settingRows.clockOffsetMs.submit,
      provider: 'volcengine' as const,
      begin: () => Promise.resolve(desk.ahead(minutes * 60_000)),
    })),
  ];

  for (const trouble of troubles) {
    const { name, on, row, begin } = trouble;

    if (row === 'unnoticed') {
      for (const [often, times] of [
        ['once', 1],
        ['for ever', forEver],
      ] as const) {
        it(`${name}, ${often}, goes unnoticed`, async () => {
          const window = await begin(times);
          await desk.assertHome(await desk.start(window, trouble), window, 1);
        });
      }
      continue;
    }

    const isToldAtOnce = row.tries === 1;
    it(`${name}, once, ${isToldAtOnce ? 'is told' : 'goes unnoticed'}`, async () => {
      const window = await begin(1);
      const record = await desk.start(window, trouble);
      if (isToldAtOnce) desk.assertTold(record, row, on);
      else await desk.assertHome(record, window, 1);
    });

    it(`${name}, for ever, is told, and a retry brings the picture`, async () => {
      const window = await begin(forEver);
      const record = await desk.start(window, trouble);
      desk.assertTold(record, row, on);
      desk.lift();
      const again = await desk.retry(window, record.id);
      await desk.assertHome(again, window, record.task ? 1 : (row.accepted ?? 1) + 1);
    });

    if (on === 'submit') continue;
    it(`${name}, for ever, is made good by a new start`, async () => {
      const before = await begin(forEver);
      const { id } = await desk.start(before, trouble);
      desk.lift();
      const { record, window } = await desk.startAnew(before, id);
      await desk.assertHome(record, window, 1);
    });
  }
});
