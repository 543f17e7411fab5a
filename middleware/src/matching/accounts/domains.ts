import freeMail from 'free-email-domains';
import { parse } from 'tldts';

const MOST_CHARACTERS = 2048;
/** Hosts of pages of many companies, and mail of providers that the list of the package lacks: they name no account. */
const SHARED = new Set([
  'facebook.com',
  'fb.com',
  'linkedin.com',
  'instagram.com',
  'twitter.com',
  'x.com',
  'youtube.com',
  'tiktok.com',
  'wa.me',
  'whatsapp.com',
  'linktr.ee',
  'google.com',
  'goo.gl',
  'bit.ly',
  'wordpress.com',
  'wixsite.com',
  'sites.google.com',
  'pagesjaunes.fr',
  'wikipedia.org',
  'sentoo.sn',
  'arc.sn',
  'aviso.ci',
  'afribone.net.ml',
  'hotmail.sn',
  'yahoo.sn',
]);
/** An ending that is on no list may be new, or one of the examples of RFC 2606; those of networks at home name nobody. */
const UNLISTED = /\.(?!local|localhost|localdomain|internal|intranet|lan|home|invalid|test)[a-z]{3,}$/;
const FREE_MAIL: ReadonlySet<string> = new Set(freeMail);

/**
 * The domain that somebody registered, of a website or an e-mail address: « sonatel.sn » of « https://www.sonatel.sn/fr » and of
 * « a.diop@mail.sonatel.sn ». Null for free mail, disposable mail, pages on hosts of others, addresses of machines and nonsense.
 */
export function registrableDomain(websiteOrEmail: string): string | null {
  const text = websiteOrEmail.slice(0, MOST_CHARACTERS).trim().toLowerCase();
  const at = text.lastIndexOf('@');
  const host = at >= 0 && !/^[a-z]+:\/\//.test(text) ? text.slice(at + 1) : text;
  const { domain, isIp, isIcann, isPrivate, hostname } = parse(host, { allowPrivateDomains: true });
  if (!domain || isIp || !(isIcann || isPrivate || UNLISTED.test(domain))) return null;
  return FREE_MAIL.has(domain) || (hostname !== null && FREE_MAIL.has(hostname)) || SHARED.has(domain) ? null : domain;
}

/** The part of a domain that is a name: « sonatel » of « sonatel.sn », « bbc » of « bbc.co.uk ». */
export function domainLabel(domain: string): string {
  return parse(domain, { allowPrivateDomains: true }).domainWithoutSuffix ?? domain.split('.')[0] ?? domain;
}
