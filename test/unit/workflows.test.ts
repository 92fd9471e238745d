import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readLicense } from '../../scripts/tools/licenses.ts';

/** The steps of a job begin with a dash at this depth. */
const stepStart = /^ {6}- /m;

for (const file of globSync('.github/workflows/*.yml')) {
  const workflow = readFileSync(file, 'utf8');
  const [head = '', jobList = ''] = workflow.split(/^jobs:\n/m);
  const [, ...parts] = jobList.split(/^ {2}(\w+):\n/m);
  const jobs = new Map(
    parts.flatMap((name, index) => (index % 2 === 0 ? [[name, parts[index + 1] ?? '']] : [])),
  );

  describe(basename(file), () => {
    it('runs actions by their commit, with the version in a comment', () => {
      const uses = workflow.match(/^.*\buses:.*$/gm) ?? [];
      assert.ok(uses.length > 0);
      for (const line of uses) assert.match(line, /uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    });

    it('leaves no credentials in a checkout', () => {
      const checkouts = workflow.split(stepStart).filter((step) => step.includes('/checkout@'));
      assert.ok(checkouts.length > 0);
      for (const step of checkouts) assert.match(step, /persist-credentials: false/);
    });

    it('writes in no job that runs code of the repository or its dependencies', () => {
      assert.match(head, /^permissions:\n {2}contents: read\n/m);
      assert.ok(jobs.size > 0);
      for (const [name, job] of jobs) {
        if (!/: write\b/.test(job)) continue;
        assert.doesNotMatch(job, /checkout@|npm |node |cache/, name);
      }
    });

    it('puts no text of others into a command', () => {
      for (const line of workflow.match(/^.*\brun:.*$/gm) ?? [])
        assert.doesNotMatch(line, /github\.(event|head_ref|ref)/);
    });
  });
}

describe('The CI workflow', () => {
  it('verifies the signatures of the dependencies before it packages them', () => {
    const workflow = readFileSync('.github/workflows/ci.yml', 'utf8');
    assert.match(workflow, /run: npm audit signatures/);
    assert.match(workflow, /needs: \[test, dependencies\]/);
  });
});

describe('The licenses of bundled packages', () => {
  it('are checked when the extension is packaged', () => {
    assert.match(readFileSync('esbuild.js', 'utf8'), /readLicense\(packageFile\)/);
  });

  it('may be named in the current and in the former form', () => {
    assert.equal(readLicense({ name: 'lit', license: 'BSD-3-Clause' }), 'BSD-3-Clause');
    assert.equal(readLicense({ name: 'format', licenses: [{ type: 'MIT' }] }), 'MIT');
  });

  for (const fields of [
    {},
    { license: '' },
    { license: 'GPL-3.0-only' },
    { license: 'SEE LICENSE IN LICENSE.txt' },
    { licenses: [] },
    { licenses: [{ type: 'LGPL-3.0-or-later' }] },
  ]) {
    it(`cannot be ${JSON.stringify(fields)}`, () => {
      assert.throws(() => readLicense({ name: 'left', ...fields }), /left cannot be bundled/);
    });
  }
});
