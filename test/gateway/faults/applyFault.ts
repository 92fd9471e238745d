import { alterations, deliveryModes } from './alterations.ts';
import type { DeliveryKind, Fault, FaultKind, ReplacementKind } from './faultKinds.ts';
import type { HttpResponse } from '../http.ts';
import { rawFaultResponse, replacements, type FaultContext } from './replacements.ts';

/**
 * The response, and whether the fault was applied: some faults wait for a response that they can
 * alter.
 */
export interface FaultResult {
  response: HttpResponse;
  isApplied: boolean;
}

/** Responds to a request with a fault. `serve` returns the service's own response. */
export async function applyFault(
  fault: Fault,
  serve: () => Promise<HttpResponse>,
  context: FaultContext,
): Promise<FaultResult> {
  if ('kind' in fault) return applyNamedFault(fault.kind, serve, context);
  const response = rawFaultResponse(fault) ?? (await serve());
  return {
    response: fault.drop ? { ...response, deliveryMode: 'cut' } : response,
    isApplied: true,
  };
}

async function applyNamedFault(
  kind: FaultKind,
  serve: () => Promise<HttpResponse>,
  context: FaultContext,
): Promise<FaultResult> {
  if (isKeyOf<ReplacementKind>(replacements, kind)) {
    return { response: replacements[kind](context), isApplied: true };
  }
  const response = await serve();
  if (kind === 'pass') return { response, isApplied: true };
  if (isKeyOf<DeliveryKind>(deliveryModes, kind)) {
    return { response: { ...response, deliveryMode: deliveryModes[kind] }, isApplied: true };
  }
  const altered = await alterations[kind](response, context);
  return { response: altered ?? response, isApplied: altered !== null };
}

function isKeyOf<Kind extends DeliveryKind | ReplacementKind>(
  table: Record<Kind, unknown>,
  kind: FaultKind,
): kind is Kind {
  return Object.hasOwn(table, kind);
}
