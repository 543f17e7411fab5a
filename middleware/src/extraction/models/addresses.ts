import { StartupError } from '../../platform/errors.ts';
import type { ModelProvider } from '../../platform/model-providers.ts';

/** Where each vendor is reached unless a setting says otherwise, in the form that its SDK continues from. */
const VENDOR_ADDRESSES: Readonly<Record<ModelProvider, string>> = {
  groq: 'https://api.groq.com',
  ollama: 'http://127.0.0.1:11434/v1',
  mistral: 'https://api.mistral.ai/v1',
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com',
};

/**
 * The address that the SDK of a provider continues from. What people copy from a vendor's page is understood: Groq's and
 * Anthropic's SDKs add `/openai/v1` and `/v1` themselves, Ollama's address is mostly written without `/v1`.
 * @throws StartupError when it is not an address of http or https, or carries a password, a query or a fragment.
 */
export function vendorAddress(provider: ModelProvider, given: string | null): string {
  if (given === null) return VENDOR_ADDRESSES[provider];
  const address = URL.canParse(given) ? new URL(given) : undefined;
  if (!address || !/^https?:$/.test(address.protocol)) throw refused(provider, 'is not an address of http or https');
  if (address.username || address.password)
    throw refused(provider, 'carries a name or password (the key has a setting of its own)');
  if (address.search || address.hash) throw refused(provider, 'carries a query or a fragment');
  return `${address.origin}${pathOf(provider, address.pathname.replace(/\/+$/, ''))}`;
}

function pathOf(provider: ModelProvider, path: string): string {
  if (provider === 'groq') return path.replace(/\/openai(\/v1)?$/, '');
  if (provider === 'anthropic') return path.replace(/\/v1$/, '');
  return path === '' ? '/v1' : path;
}

const refused = (provider: ModelProvider, why: string) =>
  new StartupError(`${provider.toUpperCase()}_BASE_URL ${why}: correct it.`);
