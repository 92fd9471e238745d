import assert from 'node:assert/strict';
import { CspEvaluator } from 'csp_evaluator';
import { Severity, type Finding } from 'csp_evaluator/dist/finding.js';
import { CspParser } from 'csp_evaluator/dist/parser.js';
import { createContentSecurityPolicy } from '../../../../src/gallery/host/csp.ts';

const policy = createContentSecurityPolicy({
  assetsSource: "'self' https://*.vscode-cdn.net",
  imagesUrl: 'https://file+.vscode-resource.vscode-cdn.net/home/my%20own/library',
  nonce: 'MDEyMzQ1Njc4OWFiY2RlZg==',
});

/**
 * The evaluator's findings of at least medium severity, without its uncertain medium findings and
 * its hints.
 */
function severeFindings(policy: string): Finding[] {
  const severities = [Severity.HIGH, Severity.SYNTAX, Severity.MEDIUM, Severity.HIGH_MAYBE];
  return new CspEvaluator(new CspParser(policy).csp)
    .evaluate()
    .filter(({ severity }) => severities.includes(severity));
}

describe('createContentSecurityPolicy', () => {
  it('has no findings of high or medium severity', () => {
    assert.deepEqual(severeFindings(policy), []);
  });

  it('has findings if it allows unsafe scripts', () => {
    const unsafePolicy = policy.replace(
      'script-src',
      "script-src 'unsafe-inline' 'unsafe-eval' https:",
    );
    assert.notDeepEqual(severeFindings(unsafePolicy.replace(/'nonce-[^']+'/, '')), []);
  });

  it('denies by default and allows nothing inline or from the network', () => {
    assert.match(policy, /^default-src 'none';/);
    assert.doesNotMatch(policy, /unsafe|connect-src|\*;|blob:/);
  });

  it('allows images from the library folder and the page only', () => {
    const [sources] = /(?<=img-src )[^;]*/.exec(policy) ?? [];
    const folder = 'https://*.vscode-resource.vscode-cdn.net/home/my%20own/library/';
    assert.equal(sources, `${folder} data:`);
    assert.equal(policy.split('data:').length, 2);
  });
});
