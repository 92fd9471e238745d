import type { ServiceFailureKind } from '../errors.ts';

/**
 * The kinds of messages without a known code. The first pattern that matches counts: limits
 * per minute are called quotas too, and a refusal for copyright names the check that failed.
 * Sources: docs/service.md §9.9.
 */
const wordings: readonly (readonly [ServiceFailureKind, RegExp])[] = [
  [
    'concurrency',
    // Not `java.util.concurrent`, which names a timeout.
    /(?<!\.)concurren(t|cy)[\W_]+(limit|request|task|job|quota)|(exceed|reach|too many|max(imum)?).{0,20}(?<!\.)concurren(t|cy)|concurrency.{0,20}(exceed|reach|too (high|many))|并发[^，。]{0,10}(超|限|达|满|过[多高大])|in-?flight[\W_]+(limit|request|task)|too many (running |pending )?tasks/i,
  ],
  [
    'rate',
    /rate.?limit|too many requests|请求数限制|请求(过于|太)?频繁|频率(过高|限制|超)|限流|(per|\/) ?(second|minute|sec\b|min\b|hour)|\b([qr]ps|[rt]pm)\b|每(秒|分钟|小时)|api limit/i,
  ],
  [
    'quota',
    /额度|余额|欠费|账[户号]?(已)?逾期|充值|insufficient.{0,20}(quota|balance|credit|fund)|(quota|(?<!load.?)balance|credits?)(?![a-z]).{0,40}(insufficient|exceed|exhaust|not enough|used up|run out|too low|depleted)|(exceed|exhaust|not enough|out of|\bno\b).{0,40}(quota|(?<!load.?)balance|credits?)(?![a-z])|billing.{0,10}(hard|soft)?.{0,3}limit|billing_not_active|overdue|arrear|payment required/i,
  ],
  ['copyright', /copyright|版权/i],
  [
    'resultRefused',
    /post.?(img|image|text) risk|output.{0,10}(image|video|text).{0,20}sensitive|(结果|生成的?图片?|输出)[^，。]{0,10}(违规|敏感|审核|不合规)/i,
  ],
  [
    'referenceRefused',
    /pre.?img risk|input.{0,10}image.{0,30}(sensitive|risk)|(参考|输入|上传)的?图[^，。]{0,10}(违规|敏感|审核|不合规)/i,
  ],
  [
    'promptRefused',
    /text risk not pass|sensitive.{0,20}(content|information|word)|content.{0,3}policy|safety.{0,3}(system|policy)|moderation.{0,3}(blocked|failed|refused)|敏感(词|内容|信息)|(内容|提示词|文本|输入)[^，。]{0,10}(违规|不合规)|违[规禁](词|内容|信息)|内容(安全)?审核(未|不)/i,
  ],
  [
    'unknownTask',
    /task.{0,5}(id)?.{0,40}(not[ _](exist|found)|does(n't| not) exist)|(unknown|no such|invalid) task|任务(id)?不存在|(未|没有)找到(该|此)?任务/i,
  ],
  [
    'authentication',
    /(invalid|incorrect|expired|revoked|missing|\bno\b).{0,10}(api.?key|token\b|authorization)|(api.?key|\btoken\b).{0,40}(invalid|expired|revoked|missing)|无效的?令牌|令牌(无效|已?过期|状态不可用)|密钥(无效|错误)/i,
  ],
];

/** How much of a message is searched, in characters: the relevant words are at its start. */
const maxSearchedLength = 1000;

/** The kind of a message; `undefined` if it has no known wording. */
export function classifyWords(message: string): ServiceFailureKind | undefined {
  const start = message.slice(0, maxSearchedLength);
  return wordings.find(([, pattern]) => pattern.test(start))?.[0];
}
