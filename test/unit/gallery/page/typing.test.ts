import assert from 'node:assert/strict';
import { Typing } from '../../../../src/gallery/page/ui/typing.ts';

describe('Typing', () => {
  let scheduled: (() => void)[];
  let typing: Typing;
  let ran: string[];
  beforeEach(() => {
    scheduled = [];
    ran = [];
    typing = new Typing((callback) => scheduled.push(callback));
  });
  const runScheduled = () => {
    for (const callback of scheduled.splice(0)) callback();
  };
  const type = (text: string, startMs: number, isInField: boolean, gapMs = 90) => {
    for (let index = 0; index < text.length; index++)
      typing.add(startMs + index * gapMs, isInField);
  };

  it('knows text that began outside of a field, until there is a pause', () => {
    type('e', 0, false);
    type('dit this', 90, true);
    assert.equal(typing.isStray(800), true);
    assert.equal(typing.isStray(2000), false);
    type('more', 2000, true);
    assert.equal(typing.isStray(2300), false);
  });

  it('does not take what is typed in a field for stray', () => {
    type('A lighthouse', 0, true);
    assert.equal(typing.isStray(1100), false);
  });

  it('does not take text after another key for stray', () => {
    type('e', 0, false);
    typing.end();
    type('at night', 100, true);
    assert.equal(typing.isStray(800), false);
  });

  it('runs the command of a single character after a pause', () => {
    type('G', 0, false);
    typing.runUnlessText(() => ran.push('G'));
    assert.deepEqual(ran, []);
    runScheduled();
    assert.deepEqual(ran, ['G']);
  });

  it('runs no command of a character that starts a text or is within one', () => {
    type('G', 0, false);
    typing.runUnlessText(() => ran.push('first'));
    type('R', 90, false);
    typing.runUnlessText(() => ran.push('second'));
    runScheduled();
    assert.deepEqual(ran, []);
    type('G', 5000, false);
    typing.runUnlessText(() => ran.push('later'));
    runScheduled();
    assert.deepEqual(ran, ['later']);
  });
});
