import type { Org } from '../../organisation.ts';
import type { OrgUser } from '../../records/access.ts';
import { dayIn } from '../../records/user-mode.ts';

const SERVICES = ['query', 'recent', 'search', 'sobjects'] as const;

/** What Salesforce says of a user at the identity address and at userinfo: who, in which org, and where the services are. */
export function identityOf(org: Org, url: string, user: OrgUser): Readonly<Record<string, unknown>> {
  const [given = '', ...family] = user.name.split(' ');
  return {
    id: `${url}/id/${org.id}/${user.id}`,
    asserted_user: true,
    user_id: user.id,
    organization_id: org.id,
    username: user.userName,
    nick_name: user.userName.split('@')[0],
    display_name: user.name,
    email: user.userName,
    email_verified: true,
    first_name: given,
    last_name: family.join(' '),
    timezone: user.timeZone,
    urls: urlsOf(org, url, user),
    active: true,
    user_type: 'STANDARD',
    language: user.language,
    locale: user.language === 'fr' ? 'fr_FR' : 'en_US',
    utcOffset: 0,
    is_app_installed: true,
  };
}

/** The same in the words of OpenID Connect. */
export function userInfoOf(org: Org, url: string, user: OrgUser): Readonly<Record<string, unknown>> {
  const [given = '', ...family] = user.name.split(' ');
  return {
    sub: `${url}/id/${org.id}/${user.id}`,
    user_id: user.id,
    organization_id: org.id,
    preferred_username: user.userName,
    nickname: user.userName.split('@')[0],
    name: user.name,
    email: user.userName,
    email_verified: true,
    given_name: given,
    family_name: family.join(' '),
    zoneinfo: user.timeZone,
    urls: urlsOf(org, url, user),
    active: true,
    user_type: 'STANDARD',
    language: user.language,
    locale: user.language === 'fr' ? 'fr_FR' : 'en_US',
    utcOffset: 0,
    updated_at: `${dayIn(org.now(), user.timeZone)}T00:00:00Z`,
    is_app_installed: true,
  };
}

function urlsOf(org: Org, url: string, user: OrgUser): Readonly<Record<string, string>> {
  const rest = `${url}/services/data/v{version}/`;
  return {
    rest,
    ...Object.fromEntries(SERVICES.map((name) => [name, `${rest}${name}/`])),
    profile: `${url}/${user.id}`,
    custom_domain: url,
    organization: `${url}/${org.id}`,
  };
}
