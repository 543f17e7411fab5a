import type { Language } from '../session/session.ts';

const ENGLISH = {
  notice: 'Workbench: local stand-in of an org, for people without an org and for tests.',
  noticeShort: 'Workbench: local stand-in of an org',
  skip: 'Skip to content',
  appName: 'Sales',
  navigation: 'App navigation',
  opportunities: 'Opportunities',
  accounts: 'Accounts',
  contacts: 'Contacts',
  drafts: 'Drafts',
  createFromNotes: 'Create from notes',
  notesShort: 'Notes',
  back: 'Back',
  userMenu: 'User and language',
  actAs: 'Act as',
  rep: 'sales rep',
  manager: 'manager',
  admin: 'administrator',
  language: 'Language',
  loading: 'Loading',
  chooseList: 'Choose a list view',
  items: ['{0} item', '{0} items'],
  sortedBy: 'sorted by {0}',
  refresh: 'Refresh the list',
  emptyList: 'Nothing to show in this list view.',
  sortBy: 'Sort by: {0}',
  sortList: 'Sort the list by',
  descending: 'Descending order',
  details: 'Details',
  noneRelated: 'None yet.',
  close: 'Close',
  notFoundTitle: 'This page does not exist',
  notFoundText: 'The address may be mistyped, or the page was moved.',
  noRecordTitle: 'This record cannot be shown',
  noRecordText: 'It was deleted, or you do not have access to it.',
  failedTitle: 'This could not be loaded',
  offline: 'The workbench does not answer. Check that it still runs in the terminal, then try again.',
  tryAgain: 'Try again',
  toOpportunities: 'Go to Opportunities',
  yes: 'Yes',
  no: 'No',
  success: 'Success',
  error: 'Error',
  warning: 'Warning',
  info: 'Information',
  pickerSearch: 'Search…',
  pickerClear: 'Clear selection',
  pickerNone: 'No result',
  pickerCount: ['{0} result', '{0} results'],
  pickerRequired: 'Complete this field.',
} as const;

type Words = { readonly [K in keyof typeof ENGLISH]: (typeof ENGLISH)[K] extends string ? string : readonly string[] };

const FRENCH: Words = {
  notice: 'Banc d’essai : remplaçant local d’une org, pour qui n’a pas d’org et pour les tests.',
  noticeShort: 'Banc d’essai : remplaçant local d’une org',
  skip: 'Aller au contenu',
  appName: 'Ventes',
  navigation: 'Navigation de l’application',
  opportunities: 'Opportunités',
  accounts: 'Comptes',
  contacts: 'Contacts',
  drafts: 'Brouillons',
  createFromNotes: 'Créer depuis des notes',
  notesShort: 'Notes',
  back: 'Retour',
  userMenu: 'Utilisateur et langue',
  actAs: 'Agir en tant que',
  rep: 'commercial',
  manager: 'manager',
  admin: 'administrateur',
  language: 'Langue',
  loading: 'Chargement',
  chooseList: 'Choisir une vue de liste',
  items: ['{0} élément', '{0} éléments'],
  sortedBy: 'triés par {0}',
  refresh: 'Actualiser la liste',
  emptyList: 'Rien à afficher dans cette vue de liste.',
  sortBy: 'Trier par : {0}',
  sortList: 'Trier la liste par',
  descending: 'Ordre décroissant',
  details: 'Détails',
  noneRelated: 'Aucun pour l’instant.',
  close: 'Fermer',
  notFoundTitle: 'Cette page n’existe pas',
  notFoundText: 'L’adresse est peut-être mal saisie, ou la page a été déplacée.',
  noRecordTitle: 'Cet enregistrement ne peut pas être affiché',
  noRecordText: 'Il a été supprimé, ou vous n’y avez pas accès.',
  failedTitle: 'Le chargement a échoué',
  offline: 'Le banc d’essai ne répond pas. Vérifiez qu’il tourne encore dans le terminal, puis réessayez.',
  tryAgain: 'Réessayer',
  toOpportunities: 'Aller aux opportunités',
  yes: 'Oui',
  no: 'Non',
  success: 'Succès',
  error: 'Erreur',
  warning: 'Avertissement',
  info: 'Information',
  pickerSearch: 'Rechercher…',
  pickerClear: 'Effacer la sélection',
  pickerNone: 'Aucun résultat',
  pickerCount: ['{0} résultat', '{0} résultats'],
  pickerRequired: 'Renseignez ce champ.',
};

/** The shell's own words in a language. */
export function wordsIn(language: Language): Words {
  return language === 'fr' ? FRENCH : ENGLISH;
}

/** The shell's own words in the session's language. */
export const words: Words = wordsIn(globalThis.workbench?.session.language ?? 'en');

/** A text with its `{0}`, `{1}`, … filled in. */
export function filled(text: string, ...values: readonly unknown[]): string {
  return text.replace(/\{(\d+)\}/g, (all, index: string) => String(values[Number(index)] ?? all));
}

/** The form of a text for a count (`0` is singular in French, plural in English), with the count filled in. */
export function counted(forms: readonly string[], count: number, language: Language): string {
  const plural = new Intl.PluralRules(language).select(count) === 'one' ? 0 : 1;
  return filled(forms[plural] ?? '', count.toLocaleString(language));
}
