import type { Failure } from '../../../src/jimeng/index.ts';

type Samples = { readonly [K in Failure['kind']]: Extract<Failure, { kind: K }> | Failure };

/** A failure of each kind. */
export const failureSamples: Samples = {
  authentication: { kind: 'authentication' },
  notActivated: { kind: 'notActivated' },
  quota: { kind: 'quota' },
  modelUnavailable: { kind: 'modelUnavailable' },
  promptRefused: { kind: 'promptRefused' },
  referenceRefused: { kind: 'referenceRefused' },
  resultRefused: { kind: 'resultRefused' },
  copyright: { kind: 'copyright' },
  rate: { kind: 'rate' },
  concurrency: { kind: 'concurrency' },
  invalidRequest: { kind: 'invalidRequest' },
  unknownTask: { kind: 'unknownTask' },
  expired: { kind: 'expired' },
  taskFailed: { kind: 'taskFailed' },
  service: { kind: 'service' },
  request: { kind: 'request', faults: [{ fault: 'promptMissing' }] },
  noKey: { kind: 'noKey' },
  keyStore: { kind: 'keyStore', problem: 'failed' },
  noProvider: { kind: 'noProvider' },
  clock: { kind: 'clock', seconds: 600 },
  network: { kind: 'network', host: 'example.com', code: 'ECONNRESET' },
  proxy: { kind: 'proxy', host: 'example.com', code: 'ECONNREFUSED' },
  certificate: { kind: 'certificate', host: 'example.com', code: 'CERT_HAS_EXPIRED' },
  noResponse: { kind: 'noResponse', host: 'example.com', seconds: 60 },
  badResponse: { kind: 'badResponse', problem: 'shape', httpStatus: 200, excerpt: '' },
  timeout: { kind: 'timeout', seconds: 600 },
  download: { kind: 'download', problem: 'status', host: 'example.com', httpStatus: 503 },
  save: { kind: 'save', code: 'EACCES' },
  interrupted: { kind: 'interrupted' },
  canceled: { kind: 'canceled' },
  unexpected: { kind: 'unexpected' },
};

/** The kinds that the service reports, which may have its own words and be billed. */
const serviceKinds = Object.keys(failureSamples).slice(0, 15);

/** Whether a failure of this kind may have been billed: only those of a request that was sent. */
export function canBeMaybeBilled(kind: Failure['kind']): boolean {
  const others = ['network', 'noResponse', 'badResponse', 'canceled'];
  return [...serviceKinds, ...others].includes(kind);
}

/** Whether a failure of this kind may have the service's own words. */
export function canHaveMessage(kind: Failure['kind']): boolean {
  return serviceKinds.includes(kind);
}
