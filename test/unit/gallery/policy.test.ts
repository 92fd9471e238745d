import assert from 'node:assert/strict';
import { CspEvaluator } from 'csp_evaluator';
import { Severity, type Finding } from 'csp_evaluator/dist/finding.js';
import { CspParser } from 'csp_evaluator/dist/parser.js';
import { contentSecurityPolicy } from '../../../src/gallery/policy.ts';

const policy = contentSecurityPolicy({
  assets: "'self' https://*.vscode-cdn.net",
  pictures: 'https://file+.vscode-resource.vscode-cdn.net/home/my%20own/library',
  nonce: 'MDEyMzQ1Njc4OWFiY2RlZg==',
});

/** What the evaluator holds against a policy, but for its “maybe a medium one” and its hints. */
function graveFindings(policy: string): Finding[] {
  const grave = [Severity.HIGH, Severity.SYNTAX, Severity.MEDIUM, Severity.HIGH_MAYBE];
  return new CspEvaluator(new CspParser(policy).csp)
    .evaluate()
    .filter(({ severity }) => grave.includes(severity));
}

describe('The content security policy of the gallery', () => {
  it('has nothing of high or medium severity held against it', () => {
    assert.deepEqual(graveFindings(policy), []);
  });

  it('would have, if it let scripts in as they come', () => {
    const lax = policy.replace('script-src', "script-src 'unsafe-inline' 'unsafe-eval' https:");
    assert.notDeepEqual(graveFindings(lax.replace(/'nonce-[^']+'/, '')), []);
  });

  it('begins with nothing, and lets nothing in by being inline or over the network', () => {
    assert.match(policy, /^default-src 'none';/);
    assert.doesNotMatch(policy, /unsafe|connect-src|\*;|data:/);
  });

  it('lets pictures in from the folder of the library, and from the page itself, alone', () => {
    const [sources] = /(?<=img-src )[^;]*/.exec(policy) ?? [];
    const folder = 'https://*.vscode-resource.vscode-cdn.net/home/my%20own/library/';
    assert.equal(sources, `${folder} blob:`);
    assert.equal(policy.split('blob:').length, 2);
  });
});
