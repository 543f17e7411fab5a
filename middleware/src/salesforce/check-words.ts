import type { CheckReport, Missing } from './check.ts';
import type { ConnectionState, Method } from './connection-store.ts';
import { wordsOf, type InWords, type Language } from './connection-words.ts';
import { mirrorLines, type CheckLine } from './freshness-words.ts';

export type { CheckLine } from './freshness-words.ts';

const STATES: Record<ConnectionState | 'unknown', InWords> = {
  connected: { fr: 'L’organisation est connectée.', en: 'The org is connected.' },
  disconnected: { fr: 'L’organisation est déconnectée.', en: 'The org is disconnected.' },
  'login-revoked': { fr: 'La connexion a été retirée dans Salesforce.', en: 'The login was revoked in Salesforce.' },
  new: { fr: 'L’organisation n’a pas encore été jointe.', en: 'The org was not reached yet.' },
  refused: { fr: 'L’organisation refuse la connexion.', en: 'The org refuses the connection.' },
  unknown: { fr: 'L’organisation n’est pas connectée.', en: 'The org is not connected.' },
};

const METHODS: Record<Method, InWords> = {
  'client-credentials': { fr: 'par le secret de l’application', en: 'by the secret of the app' },
  'jwt-bearer': { fr: 'par la clé de l’application', en: 'by the key of the app' },
  'refresh-token': { fr: 'par la connexion d’un administrateur', en: 'by the login of an administrator' },
};

const PURPOSES = {
  drafts: {
    fr: 'sans cela, aucun brouillon n’arrive dans Salesforce',
    en: 'without it no draft reaches Salesforce',
  },
  mirror: {
    fr: 'sans cela, des doublons peuvent échapper à la comparaison',
    en: 'without it duplicates can be missed',
  },
  settings: {
    fr: 'sans cela, les réglages par défaut s’appliquent',
    en: 'without it the default settings are used',
  },
} satisfies Record<string, InWords>;

/** Whether everything that background work does is possible. */
export const isFine = ({ problem, missing, mirror }: CheckReport): boolean =>
  isAllowed({ problem, missing }) && mirror.every(({ state }) => state !== 'broken');

const isAllowed = ({ problem, missing }: Pick<CheckReport, 'problem' | 'missing'>): boolean =>
  problem === null && missing.length === 0;

/** A report in sentences, for the page and for the terminal. */
export function linesOf(report: CheckReport, language: Language): CheckLine[] {
  const fact = (text: string): CheckLine => ({ kind: 'fact', text });
  const fault = (text: string): CheckLine => ({ kind: 'fault', text });
  return [
    fact(STATES[report.state][language]),
    ...who(report, language).map(fact),
    ...(report.problem === null ? [] : [fault(wordsOf(report.problem)[language])]),
    ...report.missing.map((missing) => fault(missingLine(missing, language))),
    ...(isAllowed(report) ? [fact(say(language, 'Aucune autorisation ne manque.', 'No permission is missing.'))] : []),
    ...report.mirror.flatMap((each) => mirrorLines(each, language)),
  ];
}

function who({ user, instanceUrl, apiVersion, method }: CheckReport, language: Language): string[] {
  const host = instanceUrl === null ? null : new URL(instanceUrl).host;
  return [
    ...(user
      ? [say(language, `Utilisateur : ${user.username} (${user.userId})`, `User: ${user.username} (${user.userId})`)]
      : []),
    ...(host ? [say(language, `Adresse : ${host}`, `Address: ${host}`)] : []),
    ...(apiVersion ? [say(language, `Version de l’API : ${apiVersion}`, `API version: ${apiVersion}`)] : []),
    ...(method ? [say(language, `Accès : ${METHODS[method].fr}`, `Access: ${METHODS[method].en}`)] : []),
  ];
}

function missingLine(missing: Missing, language: Language): string {
  if (missing.kind === 'api') {
    return say(
      language,
      'L’utilisateur n’a pas accès à l’API : donnez-lui l’autorisation système « API activée ».',
      'The user has no access to the API: give it the system permission API Enabled.',
    );
  }
  const { need } = missing;
  const object = `${need.label[language]} (${need.object})`;
  const loss = PURPOSES[need.purpose][language];
  if (missing.kind === 'object') {
    return say(language, `${object} : donnez le droit de lecture ; ${loss}.`, `${object}: allow reading; ${loss}.`);
  }
  if (missing.kind === 'create') {
    const [fr, en] = ['donnez les droits de création et de modification', 'allow creating and editing'];
    return say(language, `${object} : ${fr} ; ${loss}.`, `${object}: ${en}; ${loss}.`);
  }
  const fields = missing.fields.join(', ');
  const right = need.create ? { fr: 'la modification', en: 'editing' } : { fr: 'la lecture', en: 'reading' };
  return say(
    language,
    `${object} : autorisez ${right.fr} des champs ${fields} ; ${loss}.`,
    `${object}: allow ${right.en} of the fields ${fields}; ${loss}.`,
  );
}

const say = (language: Language, fr: string, en: string) => ({ fr, en })[language];
