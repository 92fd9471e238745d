import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFirstSteps } from '../../scripts/tools/firstSteps.ts';
import { lighthouse } from '../ui/support/samplePrompts.ts';

describe('the README of the sample workspace', () => {
  const readme = readFileSync('sample/README.md', 'utf8');

  it('begins with what to select and what to press', () => {
    const titles = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
    const [, select = '', prompt, press = ''] = readme.split('\n\n');
    assert.ok(select.includes(`**${titles['command.generateFromSelection'] ?? ''}**`));
    assert.equal(prompt, lighthouse.prompt);
    assert.ok(press.includes('**Insert**'));
  });

  it('has the steps that `npm start` prints', () => {
    const steps = readFirstSteps();
    assert.deepEqual(
      steps.map((step) => step.split(':')[0]),
      ['Try it', 'Then'],
    );
    assert.doesNotMatch(steps.join(), /\*/);
  });
});
