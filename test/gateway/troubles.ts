import { alterations, deliveries } from './alterations.ts';
import type { DeliveryKind, Fault, FaultKind, StandInKind } from './faultKinds.ts';
import type { Answer } from './http.ts';
import { rawAnswer, standIns, type Circumstance } from './standIns.ts';

/** What is sent, and whether the fault had its effect: some wait for an answer that they can spoil. */
export interface Outcome {
  answer: Answer;
  effective: boolean;
}

/** What a request that a fault befalls is answered; `serve` gives the service's own answer. */
export async function troubled(
  fault: Fault,
  serve: () => Promise<Answer>,
  circumstance: Circumstance,
): Promise<Outcome> {
  if ('kind' in fault) return byKind(fault.kind, serve, circumstance);
  const answer = rawAnswer(fault) ?? (await serve());
  return { answer: fault.drop ? { ...answer, delivery: 'cut' } : answer, effective: true };
}

async function byKind(
  kind: FaultKind,
  serve: () => Promise<Answer>,
  circumstance: Circumstance,
): Promise<Outcome> {
  if (isOf<StandInKind>(standIns, kind)) {
    return { answer: standIns[kind](circumstance), effective: true };
  }
  const own = await serve();
  if (kind === 'pass') return { answer: own, effective: true };
  if (isOf<DeliveryKind>(deliveries, kind)) {
    return { answer: { ...own, delivery: deliveries[kind] }, effective: true };
  }
  const altered = await alterations[kind](own, circumstance);
  return { answer: altered ?? own, effective: altered !== null };
}

function isOf<Kind extends DeliveryKind | StandInKind>(
  table: Record<Kind, unknown>,
  kind: FaultKind,
): kind is Kind {
  return Object.hasOwn(table, kind);
}
