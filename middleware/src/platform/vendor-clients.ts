import Groq from 'groq-sdk';
import OpenAI from 'openai';

import { goThroughDoor, NO_KEY, QUIET } from './door.ts';
import { vendorAddress, type Vendor } from './vendor-addresses.ts';

/** What a vendor is spoken to with. */
export interface ClientAccount {
  /** Empty where the vendor asks for none. */
  readonly apiKey: string;
  /** Null: the vendor's own address. */
  readonly baseUrl: string | null;
}

/**
 * The SDK of OpenAI, for it and for all who speak its protocol at another address.
 * @throws StartupError when the address cannot be used.
 */
export function openAiClient(vendor: Vendor, { apiKey, baseUrl }: ClientAccount): OpenAI {
  return new OpenAI({
    ...QUIET,
    apiKey: apiKey || NO_KEY,
    // Left out, they come from the environment, and would go to vendors that they are none of the business of.
    adminAPIKey: null,
    organization: null,
    project: null,
    baseURL: vendorAddress(vendor, baseUrl),
    fetch: goThroughDoor,
  });
}

/**
 * The SDK of Groq.
 * @throws StartupError when the address cannot be used.
 */
export function groqClient({ apiKey, baseUrl }: ClientAccount): Groq {
  return new Groq({
    ...QUIET,
    apiKey: apiKey || NO_KEY,
    baseURL: vendorAddress('groq', baseUrl),
    fetch: goThroughDoor,
  });
}
