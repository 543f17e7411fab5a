import type { RefusalCode } from './calls/refusals.ts';
import type { InWords, Language } from './connection-words.ts';
import type { FreshnessState, ObjectFreshness, ReloadReason } from './filling/freshness.ts';

/** A line of a report: something to know, or something to do. */
export interface CheckLine {
  kind: 'fact' | 'fault';
  text: string;
}

const STATES: Record<FreshnessState, InWords> = {
  broken: { fr: 'arrêtée', en: 'stopped' },
  fresh: { fr: 'à jour', en: 'up to date' },
  loading: { fr: 'chargement en cours', en: 'loading' },
  never: { fr: 'pas encore chargée', en: 'not loaded yet' },
  stale: { fr: 'en retard', en: 'late' },
};

/** What hindered the last look, and what a person does about it; most of it passes by itself. */
const HINDRANCES: Record<Exclude<RefusalCode, 'stopped'>, InWords> = {
  'answer-unexpected': {
    fr: 'Salesforce a donné une réponse inattendue. Si cela dure, comparez la version de l’API de l’organisation à celles que ce serveur connaît, et signalez le code.',
    en: 'Salesforce answered something unexpected. If it lasts, compare the API version of the org with those that this server knows, and report the code.',
  },
  'field-hidden': {
    fr: 'Un champ demandé est masqué à l’utilisateur d’intégration. Donnez-lui la lecture des champs nommés ci-dessus (ensemble d’autorisations « Create from notes: integration »).',
    en: 'A field is hidden from the integration user. Let it read the fields named above (permission set "Create from notes: integration").',
  },
  forbidden: {
    fr: 'L’utilisateur d’intégration n’a pas accès à l’API. Donnez-lui l’autorisation système « API activée ».',
    en: 'The integration user has no access to the API. Give it the system permission API Enabled.',
  },
  'job-lost': {
    fr: 'Salesforce n’a plus le résultat de la lecture en masse. Elle est demandée de nouveau ; il n’y a rien à faire.',
    en: 'Salesforce no longer has the result of the bulk query. It is asked for again; there is nothing to do.',
  },
  'job-slow': {
    fr: 'Salesforce prépare encore la lecture en masse. Elle reprend au prochain passage ; il n’y a rien à faire.',
    en: 'Salesforce still prepares the bulk query. The next look goes on with it; there is nothing to do.',
  },
  'limits-reached': {
    fr: 'L’organisation a épuisé ses appels d’API pour aujourd’hui. La lecture reprend d’elle-même ; si cela se répète, augmentez MIRROR_MINUTES ou les limites de l’organisation.',
    en: 'The org has used up its API calls of the day. It is read again by itself; if it happens often, raise MIRROR_MINUTES or the limits of the org.',
  },
  'limits-reserved': {
    fr: 'Il reste peu d’appels d’API à l’organisation aujourd’hui : ils sont laissés à vos autres applications. La lecture reprend d’elle-même ; si cela se répète, augmentez MIRROR_MINUTES.',
    en: 'The org has few API calls left today: they are left to your other programs. It is read again by itself; if it happens often, raise MIRROR_MINUTES.',
  },
  'login-refused': {
    fr: 'Salesforce ne laisse pas entrer la connexion. Exécutez salesforce check <org> : la raison y figure, avec la marche à suivre.',
    en: 'Salesforce does not let the connection in. Run salesforce check <org>: it says why, and what to do.',
  },
  'object-hidden': {
    fr: 'L’objet est masqué à l’utilisateur d’intégration. Donnez-lui le droit de lecture (ensemble d’autorisations « Create from notes: integration »).',
    en: 'The object is hidden from the integration user. Allow it to read the object (permission set "Create from notes: integration").',
  },
  refused: {
    fr: 'Salesforce a refusé la lecture. Cherchez le code de Salesforce, puis vérifiez les droits de l’utilisateur d’intégration.',
    en: 'Salesforce refused to be read. Look up the code of Salesforce, then check what the integration user may do.',
  },
  'too-long-ago': {
    fr: 'Salesforce ne sait plus ce qui a changé depuis la dernière lecture. Tout est relu ; il n’y a rien à faire.',
    en: 'Salesforce no longer knows what changed since the last look. All is read anew; there is nothing to do.',
  },
  unreachable: {
    fr: 'Salesforce est injoignable ou occupé. Un nouvel essai suit ; si cela dure, vérifiez le réseau du serveur et status.salesforce.com.',
    en: 'Salesforce cannot be reached or is busy. It is tried again; if it lasts, look at the network of the server and at status.salesforce.com.',
  },
};

const RELOADS: Record<ReloadReason, InWords> = {
  'differs-from-org': {
    fr: 'La copie différait de l’organisation. Tout est relu au prochain passage ; il n’y a rien à faire.',
    en: 'The copy differed from the org. The next look reads all anew; there is nothing to do.',
  },
  'too-long-ago': HINDRANCES['too-long-ago'],
};

/** How far the mirror of an object can be believed, what stands against it, and what to do. */
export function mirrorLines(mirror: ObjectFreshness, language: Language): CheckLine[] {
  const { object, state, records, loading, takenOverAt, failure, reloadReason } = mirror;
  const kind = state === 'broken' ? 'fault' : 'fact';
  const at = takenOverAt && minuteOf(takenOverAt);
  const of = loading?.of ?? null;
  const found = {
    fr: `Copie pour la comparaison, ${object} : ${STATES[state].fr}, ${records} enregistrements${of === null ? '' : ` sur ${of}`}${at ? `, état du ${at} UTC` : ''}.`,
    en: `Copy for matching, ${object}: ${STATES[state].en}, ${records}${of === null ? '' : ` of ${of}`} records${at ? `, as of ${at} UTC` : ''}.`,
  };
  return [
    { kind, text: found[language] },
    ...(failure ? [{ kind, text: `${object}${COLON[language]} ${hindrance(failure, language)}` } as const] : []),
    ...(reloadReason === null
      ? []
      : [{ kind: 'fact', text: `${object}${COLON[language]} ${reloadWords(reloadReason, language)}` } as const]),
  ];
}

const COLON = { fr: ' :', en: ':' } satisfies InWords;

function hindrance({ code, orgCode, tryAgainAt }: NonNullable<ObjectFreshness['failure']>, language: Language): string {
  const words = isHindrance(code) ? HINDRANCES[code][language] : code;
  const name = orgCode === null ? code : `${code}, ${orgCode}`;
  const again = tryAgainAt && {
    fr: `nouvel essai à ${minuteOf(tryAgainAt)} UTC`,
    en: `tried again at ${minuteOf(tryAgainAt)} UTC`,
  };
  return `${words} (${name}${again ? `; ${again[language]}` : ''})`;
}

function reloadWords(reason: string, language: Language): string {
  return isReload(reason) ? RELOADS[reason][language] : reason;
}

const isHindrance = (code: string): code is keyof typeof HINDRANCES => Object.hasOwn(HINDRANCES, code);
const isReload = (reason: string): reason is ReloadReason => Object.hasOwn(RELOADS, reason);
const minuteOf = (moment: Date): string => moment.toISOString().slice(0, 16).replace('T', ' ');
