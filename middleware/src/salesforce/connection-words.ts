/** Why an org cannot be reached for background work. */
export type UnavailableReason =
  /** Nobody connected the org, or it was disconnected. */
  | 'not-connected'
  /** The org no longer accepts the login of its admin. */
  | 'login-revoked'
  /** The org does not let the app or its user in. */
  | 'forbidden'
  /** The app is not set up as the org knows it. */
  | 'misconfigured'
  /** The identity belongs to another org. */
  | 'other-org'
  /** Passes by itself: the org is away, slow, over its limits, or answers nonsense. */
  | 'unreachable';

export type Language = 'fr' | 'en';
export type InWords = Readonly<Record<Language, string>>;

const SETUP = 'External Client App Manager';

/** Everything that can stand between us and an org: whose fault it is, and what a person does about it. */
const CASES = {
  'access-denied': [
    'forbidden',
    'La connexion a été refusée dans Salesforce. Demandez un nouveau lien, puis choisissez « Autoriser ».',
    'The login was not allowed in Salesforce. Ask for a new link, then choose Allow.',
  ],
  'address-range': [
    'forbidden',
    'Salesforce n’accepte pas ce serveur depuis son adresse réseau ou à cette heure. Vérifiez les plages d’adresses et les heures de connexion du profil.',
    'Salesforce does not let this server in from its network address, or at this hour. Look at the login IP ranges and hours of the profile.',
  ],
  'app-blocked': [
    'forbidden',
    `L’application est bloquée dans l’organisation. Un administrateur l’autorise dans Setup > ${SETUP}.`,
    `The org blocks the app. An administrator allows it in Setup > ${SETUP}.`,
  ],
  'app-unknown': [
    'misconfigured',
    `L’organisation ne connaît pas l’application. Comparez SALESFORCE_CLIENT_ID à la clé client dans Setup > ${SETUP} ; une nouvelle application est connue après quelques minutes.`,
    `The org does not know the app. Compare SALESFORCE_CLIENT_ID with the consumer key in Setup > ${SETUP}; a new app is known after some minutes.`,
  ],
  'answer-too-large': [
    'unreachable',
    'Salesforce a envoyé une réponse trop longue. Un nouvel essai suit.',
    'Salesforce answered more than an answer can be. It is tried again.',
  ],
  busy: [
    'unreachable',
    'Salesforce est occupé ou indisponible. Un nouvel essai suit.',
    'Salesforce is busy or away. It is tried again.',
  ],
  'client-credentials-off': [
    'misconfigured',
    `Le flux « client credentials » n’est pas actif. Activez-le dans Setup > ${SETUP} et nommez son utilisateur, ou connectez l’organisation par un lien de connexion.`,
    `The client credentials flow is off. Turn it on in Setup > ${SETUP} and name the user it runs as, or connect the org by a login link.`,
  ],
  'code-used': [
    'forbidden',
    'Cette connexion a déjà servi ou a expiré. Demandez un nouveau lien.',
    'This login was used already, or is too old. Ask for a new link.',
  ],
  'domain-wrong': [
    'misconfigured',
    'L’organisation ne se connecte pas à cette adresse. Donnez son « My Domain » : salesforce login <org> --url https://exemple.my.salesforce.com.',
    'The org does not log in at this address. Give its My Domain: salesforce login <org> --url https://example.my.salesforce.com.',
  ],
  'instance-address': [
    'forbidden',
    'L’organisation indique une adresse qui n’est pas celle de Salesforce : rien n’y est envoyé. Vérifiez SALESFORCE_LOGIN_URL.',
    'The org names an address that is not one of Salesforce: nothing is sent there. Look at SALESFORCE_LOGIN_URL.',
  ],
  'key-unknown': [
    'misconfigured',
    `Salesforce n’accepte pas la signature. Chargez le certificat de la clé privée dans l’application (Setup > ${SETUP}) et vérifiez l’heure du serveur.`,
    `Salesforce does not accept the signature. Upload the certificate of the private key to the app (Setup > ${SETUP}) and look at the clock of the server.`,
  ],
  'login-expired': [
    'login-revoked',
    'Salesforce n’accepte plus la connexion de l’administrateur. Reconnectez l’organisation : salesforce login <org>.',
    'Salesforce no longer accepts the login of the administrator. Connect the org again: salesforce login <org>.',
  ],
  'no-app': [
    'misconfigured',
    'Aucune application n’est configurée. Renseignez SALESFORCE_CLIENT_ID, puis redémarrez le serveur.',
    'No app is configured. Set SALESFORCE_CLIENT_ID, then restart the server.',
  ],
  'no-connection': [
    'unreachable',
    'Salesforce est injoignable sur le réseau. Un nouvel essai suit.',
    'Salesforce cannot be reached over the network. It is tried again.',
  ],
  'no-public-url': [
    'misconfigured',
    'L’adresse publique de ce serveur n’est pas configurée. Renseignez PUBLIC_URL, puis redémarrez le serveur.',
    'The public address of this server is not configured. Set PUBLIC_URL, then restart the server.',
  ],
  'no-refresh-token': [
    'misconfigured',
    `Salesforce n’a pas donné d’accès durable. Ajoutez les étendues « api » et « refresh_token » à l’application (Setup > ${SETUP}), puis demandez un nouveau lien.`,
    `Salesforce gave no lasting access. Add the scopes api and refresh_token to the app (Setup > ${SETUP}), then ask for a new link.`,
  ],
  'no-username': [
    'misconfigured',
    'SALESFORCE_USERNAME ne nomme aucun utilisateur d’intégration pour cette organisation. Ajoutez <org>:<utilisateur>.',
    'SALESFORCE_USERNAME names no integration user for this org. Add <org>:<user name>.',
  ],
  nonsense: [
    'unreachable',
    'Salesforce a répondu d’une façon incompréhensible. Un nouvel essai suit.',
    'Salesforce answered nothing that can be used. It is tried again.',
  ],
  'not-connected': [
    'not-connected',
    'L’organisation n’est pas connectée. Exécutez : salesforce login <org>.',
    'The org is not connected. Run: salesforce login <org>.',
  ],
  'org-inactive': [
    'forbidden',
    'L’organisation est verrouillée, fermée ou en cours de migration. Adressez-vous à son administrateur.',
    'The org is locked, closed or being moved. Ask its administrator.',
  ],
  'other-address': [
    'forbidden',
    'Un appel vers une autre adresse que celle de l’organisation a été arrêté.',
    'A call to an address that is not the org was stopped.',
  ],
  'other-org': [
    'other-org',
    'Cet utilisateur appartient à une autre organisation que celle à connecter. Rien n’a été enregistré. Connectez-vous avec un utilisateur de la bonne organisation.',
    'This user belongs to another org than the one to connect. Nothing was stored. Log in with a user of the right org.',
  ],
  'other-refusal': [
    'forbidden',
    'Salesforce a refusé la connexion. La raison est dans Setup > Login History.',
    'Salesforce refused the login. The reason is in Setup > Login History.',
  ],
  'redirect-uri': [
    'misconfigured',
    `L’application ne connaît pas l’adresse de retour. Ajoutez PUBLIC_URL suivi de /auth/callback à ses URL de rappel (Setup > ${SETUP}).`,
    `The app does not know our address. Add PUBLIC_URL followed by /auth/callback to its callback URLs (Setup > ${SETUP}).`,
  ],
  resting: [
    'unreachable',
    'Salesforce n’a pas répondu plusieurs fois de suite. Un nouvel essai suit dans un instant.',
    'Salesforce did not answer several times in a row. It is tried again in a moment.',
  ],
  'secret-wrong': [
    'misconfigured',
    'Salesforce n’accepte pas le secret de l’application. Comparez SALESFORCE_CLIENT_SECRET à son secret client.',
    'Salesforce does not accept the secret of the app. Compare SALESFORCE_CLIENT_SECRET with its consumer secret.',
  ],
  stopping: ['unreachable', 'Le serveur s’arrête.', 'The server stops.'],
  'too-slow': [
    'unreachable',
    'Salesforce n’a pas répondu à temps. Un nouvel essai suit.',
    'Salesforce did not answer in time. It is tried again.',
  ],
  'turn-not-given': [
    'unreachable',
    'Un autre processus est en train de se connecter. Réessayez dans un instant.',
    'Another process is connecting just now. Try again in a moment.',
  ],
  'user-inactive': [
    'forbidden',
    'L’utilisateur de la connexion est inactif ou gelé dans l’organisation. Activez-le ou nommez-en un autre.',
    'The user of the connection is inactive or frozen in the org. Activate it, or name another.',
  ],
  'user-not-approved': [
    'forbidden',
    `L’utilisateur d’intégration n’a pas le droit d’utiliser l’application. Dans Setup > ${SETUP}, autorisez les utilisateurs approuvés par l’administrateur et ajoutez l’ensemble d’autorisations de cet utilisateur.`,
    `The integration user may not use the app. In Setup > ${SETUP}, let users in whom an administrator approved, and add the permission set of this user.`,
  ],
} as const satisfies Record<string, readonly [UnavailableReason, fr: string, en: string]>;

/** What exactly is wrong with a connection: one of these stands in logs and in the row, never a text of the org. */
export type ConnectionCode = keyof typeof CASES;

export const reasonOf = (code: ConnectionCode): UnavailableReason => CASES[code][0];

export function wordsOf(code: ConnectionCode): InWords {
  const [, fr, en] = CASES[code];
  return { fr, en };
}
