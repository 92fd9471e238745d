import * as v from 'valibot';
import { apiKeySchema, type ApiKey, type ApiKeyInput } from '../../../src/jimeng/index.ts';

/** A key as the client takes it, from the form in which commands accept it. */
export function toApiKey(input: ApiKeyInput): ApiKey {
  return v.parse(apiKeySchema, input);
}
