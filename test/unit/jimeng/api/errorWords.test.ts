import assert from 'node:assert/strict';
import { classifyError } from '../../../../src/jimeng/api/classifyError.ts';
import type { ServiceFailure } from '../../../../src/jimeng/index.ts';

type Kind = ServiceFailure['kind'];

describe('Words of an error', () => {
  // Sources: docs/service.md §9.9.
  const wordings: Partial<Record<Kind, string[]>> = {
    quota: [
      '用户额度不足, 剩余额度: ＄0.000000',
      '该令牌额度已用尽',
      '预扣费额度失败, 用户剩余额度: ＄0.01, 需要预扣费额度: ＄0.05',
      '余额不足，请充值',
      '您的账户已欠费',
      'user quota is not enough',
      'token quota is not enough',
      'Insufficient balance',
      'Insufficient Balance',
      'insufficient_quota',
      'You exceeded your current quota, please check your plan and billing details.',
      'Quota exceeded',
      'Billing hard limit has been reached',
      'The request failed because your account has an overdue balance. Request ID: 1',
      'Your credit balance is too low to access the API',
      'Not enough credits',
      'Account is in arrears',
      '402 Payment Required',
    ],
    rate: [
      '您已达到请求数限制：1分钟内最多请求10次',
      '您已达到总请求数限制：1分钟内最多请求100次，包括失败次数',
      'Rate limit reached for requests per min (RPM): Limit 3. You can increase your rate limit by adding a payment method at /account/billing.',
      'Quota exceeded for quota metric "requests per minute"',
      'Too many requests, please slow down',
      'Request Has Reached API Limit, Please Try Later',
      '请求过于频繁，请稍后再试',
      '当前分组上游负载已饱和：触发限流',
      'The Requests Per Minute (RPM) limit of the associated endpoint for your account has been exceeded.',
    ],
    concurrency: [
      'Request Has Reached API Concurrent Limit, Please Try Later',
      '并发数超限，请稍后再试',
      'Concurrency quota exceeded',
      'Too many running tasks',
    ],
    promptRefused: [
      'Text Risk Not Pass',
      'The request failed because the input text may contain sensitive information.',
      '提示词包含敏感词',
      'Your request was rejected as a result of our safety system.',
      'content_policy_violation',
      '输入内容违规',
    ],
    referenceRefused: [
      'Pre Img Risk Not Pass',
      'The input image may contain sensitive information.',
    ],
    resultRefused: [
      'Post Img Risk Not Pass',
      'Post Text Risk Not Pass',
      'The output image may contain sensitive information.',
      '生成的图片未通过审核',
    ],
    copyright: [
      'Post Img Risk Not Pass: Copyright',
      'Pre Img Risk Not Pass: Copyright',
      '涉及版权',
    ],
    unknownTask: [
      'task_not_exist',
      'Task does not exist',
      'task id abc not found',
      '任务不存在',
      'No such task',
    ],
    authentication: [
      'Invalid token (request id: 1)',
      '无效的令牌',
      'Incorrect API key provided: sk-…',
      'The API key or AK/SK in the request is missing or invalid.',
      'No Authorization header',
    ],
  };
  for (const [kind, messages] of Object.entries(wordings)) {
    for (const message of messages) {
      it(`“${message}” are ${kind} with every HTTP status`, () => {
        for (const httpStatus of [200, 400, 401, 402, 403, 404, 429, 500, 503]) {
          assert.deepEqual(classifyError(httpStatus, '', message), { kind, isKnown: true });
        }
      });
    }
  }

  const neutral: [number, string, Kind][] = [
    [429, 'quota', 'rate'],
    [401, 'quota', 'quota'],
    [403, 'IP blocked', 'notActivated'],
    [400, 'Invalid max_tokens', 'invalidRequest'],
    [403, '您的账号因违规已被封禁', 'notActivated'],
    [500, '请求上游地址失败', 'service'],
    [500, 'fetch task failed', 'service'],
    [504, 'java.util.concurrent.TimeoutException: upstream', 'service'],
    [504, 'timeout exceeded: java.util.concurrent.TimeoutException', 'service'],
    [502, 'java.util.ConcurrentModificationException', 'service'],
    [502, '并发写入冲突', 'service'],
    [504, 'Timeout exceeded in the load balancer', 'service'],
    [504, 'load balancer: retries exceeded', 'service'],
    [503, 'load balance pool exhausted', 'service'],
    [400, 'Unknown parameter', 'invalidRequest'],
  ];
  for (const [httpStatus, message, kind] of neutral) {
    it(`“${message}” leave ${httpStatus} to its status: ${kind}`, () => {
      assert.equal(classifyError(httpStatus, '', message).kind, kind);
    });
  }

  const codes: [string, string, Kind][] = [
    ['insufficient_quota', 'm', 'quota'],
    ['billing_hard_limit_reached', 'm', 'quota'],
    ['AccountOverdueError', 'm', 'quota'],
    ['OperationDenied.ServiceOverdue', 'm', 'quota'],
    ['Arrearage', 'Access denied', 'quota'],
    ['50400', 'Access Denied: account overdue', 'quota'],
    ['50400', 'Access Denied', 'notActivated'],
    ['50412', 'the quota of words is exceeded', 'promptRefused'],
    ['access_denied', '余额不足', 'quota'],
    ['RateLimitExceeded.EndpointRPMExceeded', 'm', 'rate'],
    ['429', 'm', 'rate'],
    ['401', 'm', 'authentication'],
    ['502', 'm', 'service'],
    ['InputTextSensitiveContentDetected', 'm', 'promptRefused'],
    ['constructor', 'm', 'service'],
  ];
  for (const [code, message, kind] of codes) {
    it(`beside the code ${code}, “${message}” are ${kind}`, () => {
      assert.equal(classifyError(200, code, message).kind, kind);
    });
  }

  it('are searched in linear time', () => {
    const start = performance.now();
    for (const part of [
      'quota ',
      'no ',
      'input ',
      '余额',
      'task ',
      'sensitive',
      'api key ',
      '生成',
    ]) {
      classifyError(500, '', part.repeat(1_000_000));
    }
    assert.ok(performance.now() - start < 1000);
  });
});
