/** Hosts of Salesforce that answer its API. Sites of customers (force.com, my.site.com) are none: their pages are not Salesforce's. */
const API_DOMAINS = ['salesforce.com', 'salesforce.mil'];
/** The label alone decides where a browser's address of an org has its API. */
const PAGE_DOMAINS = [/\.lightning\.force\.com$/, /\.my\.salesforce-setup\.com$/];
const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * The origin where an org logs in, of what a person gives: a My Domain as the browser shows it is understood. Plain http is
 * accepted on this machine only, for the stand-in of an org.
 * @returns null for what is no address of Salesforce.
 */
export function loginAddress(given: string): string | null {
  const address = bareAddress(given);
  if (!address) return null;
  if (isLoopback(address)) return address.origin;
  const page = PAGE_DOMAINS.find((domain) => domain.test(address.hostname));
  if (page && address.protocol === 'https:' && address.port === '') {
    return `https://${address.hostname.replace(page, '')}.my.salesforce.com`;
  }
  return isApiHost(address) ? address.origin : null;
}

/**
 * The origin of an org's API as a token answer names it: it gets the token with every call. This machine is one only for an org
 * that also logs in there, so that no answer from outside turns us against what listens inside.
 * @returns null for what must not get a token.
 */
export function instanceAddress(given: string, loginUrl: string): string | null {
  const address = bareAddress(given);
  if (!address) return null;
  if (isLoopback(address)) return isLoopback(new URL(loginUrl)) ? address.origin : null;
  return isApiHost(address) ? address.origin : null;
}

function bareAddress(given: string): URL | null {
  const address = URL.canParse(given) ? new URL(given) : null;
  return address && address.username === '' && address.password === '' ? address : null;
}

const isApiHost = ({ protocol, hostname, port }: URL) =>
  protocol === 'https:' && port === '' && API_DOMAINS.some((domain) => hostname.endsWith(`.${domain}`));

/** Names are as good as numbers here: a browser, too, takes `localhost` for this machine whatever DNS says. */
export const isLoopback = ({ hostname }: URL): boolean => LOOPBACK.includes(hostname);
