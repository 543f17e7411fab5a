import { StartupError } from './errors.ts';
import type { ModelProvider } from './model-providers.ts';

/** Those who are spoken to at an address of http or https. `whisper` is one's own server of speech recognition. */
export type Vendor = ModelProvider | 'whisper';

/** Where each vendor is reached unless a setting says otherwise, in the form that its SDK continues from. */
const VENDOR_ADDRESSES: Readonly<Record<Vendor, string>> = {
  groq: 'https://api.groq.com',
  whisper: 'http://127.0.0.1:8000/v1',
  ollama: 'http://127.0.0.1:11434/v1',
  mistral: 'https://api.mistral.ai/v1',
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com',
};

/**
 * The address that the SDK of a provider continues from. What people copy from a vendor's page is understood: Groq's and
 * Anthropic's SDKs add `/openai/v1` and `/v1` themselves, the addresses of one's own servers are mostly written without `/v1`.
 * @throws StartupError when it is not an address of http or https, or carries a password, a query or a fragment.
 */
export function vendorAddress(provider: Vendor, given: string | null): string {
  if (given === null) return VENDOR_ADDRESSES[provider];
  const address = URL.canParse(given) ? new URL(given) : undefined;
  if (!address || !/^https?:$/.test(address.protocol)) throw refused(provider, 'is not an address of http or https');
  if (address.username || address.password)
    throw refused(provider, 'carries a name or password (the key has a setting of its own)');
  if (address.search || address.hash) throw refused(provider, 'carries a query or a fragment');
  return `${address.origin}${pathOf(provider, address.pathname.replace(/\/+$/, ''))}`;
}

function pathOf(provider: Vendor, path: string): string {
  if (provider === 'groq') return path.replace(/\/openai(\/v1)?$/, '');
  if (provider === 'anthropic') return path.replace(/\/v1$/, '');
  return path === '' ? '/v1' : path;
}

const refused = (provider: Vendor, why: string) =>
  new StartupError(`${provider.toUpperCase()}_BASE_URL ${why}: correct it.`);
