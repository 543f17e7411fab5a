import but from '@salesforce/label/c.Match_But';
import acronym from '@salesforce/label/c.Match_Reason_Acronym';
import closeAmount from '@salesforce/label/c.Match_Reason_Close_Amount';
import confirmedBefore from '@salesforce/label/c.Match_Reason_Confirmed_Before';
import initials from '@salesforce/label/c.Match_Reason_Initials';
import legalFormDiffers from '@salesforce/label/c.Match_Reason_Legal_Form_Differs';
import nearCloseDate from '@salesforce/label/c.Match_Reason_Near_Close_Date';
import nearlySameText from '@salesforce/label/c.Match_Reason_Nearly_Same_Text';
import openedFrom from '@salesforce/label/c.Match_Reason_Opened_From';
import otherAmount from '@salesforce/label/c.Match_Reason_Other_Amount';
import otherCity from '@salesforce/label/c.Match_Reason_Other_City';
import otherCountry from '@salesforce/label/c.Match_Reason_Other_Country';
import otherDomain from '@salesforce/label/c.Match_Reason_Other_Domain';
import otherEmail from '@salesforce/label/c.Match_Reason_Other_Email';
import otherPhone from '@salesforce/label/c.Match_Reason_Other_Phone';
import otherSpellingKnown from '@salesforce/label/c.Match_Reason_Other_Spelling_Known';
import otherSubject from '@salesforce/label/c.Match_Reason_Other_Subject';
import parentOrSubsidiary from '@salesforce/label/c.Match_Reason_Parent_Or_Subsidiary';
import partOfName from '@salesforce/label/c.Match_Reason_Part_Of_Name';
import sameAccount from '@salesforce/label/c.Match_Reason_Same_Account';
import sameAmount from '@salesforce/label/c.Match_Reason_Same_Amount';
import sameCity from '@salesforce/label/c.Match_Reason_Same_City';
import sameCloseDate from '@salesforce/label/c.Match_Reason_Same_Close_Date';
import sameCountry from '@salesforce/label/c.Match_Reason_Same_Country';
import sameDomain from '@salesforce/label/c.Match_Reason_Same_Domain';
import sameEmail from '@salesforce/label/c.Match_Reason_Same_Email';
import sameFile from '@salesforce/label/c.Match_Reason_Same_File';
import sameMessage from '@salesforce/label/c.Match_Reason_Same_Message';
import sameName from '@salesforce/label/c.Match_Reason_Same_Name';
import sameOwner from '@salesforce/label/c.Match_Reason_Same_Owner';
import samePersonName from '@salesforce/label/c.Match_Reason_Same_Person_Name';
import samePhone from '@salesforce/label/c.Match_Reason_Same_Phone';
import samePhoto from '@salesforce/label/c.Match_Reason_Same_Photo';
import sameRecording from '@salesforce/label/c.Match_Reason_Same_Recording';
import sameSubject from '@salesforce/label/c.Match_Reason_Same_Subject';
import sameText from '@salesforce/label/c.Match_Reason_Same_Text';
import sameTitle from '@salesforce/label/c.Match_Reason_Same_Title';
import similarName from '@salesforce/label/c.Match_Reason_Similar_Name';
import similarSubject from '@salesforce/label/c.Match_Reason_Similar_Subject';
import wordOrder from '@salesforce/label/c.Match_Reason_Word_Order';
import matchChosen from '@salesforce/label/c.Review_Match_Chosen';
import type { CaptureKind, Match, MatchReason } from 'c/captureTypes';
import { fillIn, readableDetail } from 'c/valueFormat';

const WORDS: Readonly<Record<MatchReason, string>> = {
  'same-name': sameName,
  'legal-form-differs': legalFormDiffers,
  'word-order': wordOrder,
  'similar-name': similarName,
  'part-of-name': partOfName,
  acronym,
  'other-spelling-known': otherSpellingKnown,
  'parent-or-subsidiary': parentOrSubsidiary,
  'same-domain': sameDomain,
  'same-phone': samePhone,
  'same-city': sameCity,
  'same-country': sameCountry,
  'same-email': sameEmail,
  'same-person-name': samePersonName,
  initials,
  'same-account': sameAccount,
  'same-title': sameTitle,
  'same-subject': sameSubject,
  'similar-subject': similarSubject,
  'same-amount': sameAmount,
  'close-amount': closeAmount,
  'same-close-date': sameCloseDate,
  'near-close-date': nearCloseDate,
  'same-owner': sameOwner,
  'opened-from': openedFrom,
  'same-text': sameText,
  'same-file': sameFile,
  'same-message': sameMessage,
  'nearly-same-text': nearlySameText,
  'confirmed-before': confirmedBefore,
  'other-domain': otherDomain,
  'other-phone': otherPhone,
  'other-city': otherCity,
  'other-country': otherCountry,
  'other-email': otherEmail,
  'other-amount': otherAmount,
  'other-subject': otherSubject,
};

/** What speaks against a match. */
const AGAINST = /^other-(?!spelling)/;

/** Why something may be the same, and what speaks against it: `même nom, même domaine, mais autre ville`. */
export function reasonsInWords(reasons: readonly MatchReason[], kind: CaptureKind | null = null): string {
  const inWords = (some: readonly MatchReason[]) =>
    [...new Set(some.map((reason) => wordsOf(reason, kind)))].filter(Boolean);
  const forIt = inWords(reasons.filter((reason) => !AGAINST.test(reason)));
  const against = inWords(reasons.filter((reason) => AGAINST.test(reason)));
  const doubt = against.length > 0 ? [forIt.length > 0 ? fillIn(but, against.join(', ')) : against.join(', ')] : [];
  return [...forIt, ...doubt].join(', ');
}

/** Why a record is offered, and what it holds: `même nom · Dakar`; a record that matches nothing was the person's own choice. */
export function matchWords(match: Pick<Match, 'reasons' | 'detail'> | null): string {
  if (!match) return matchChosen;
  return [reasonsInWords(match.reasons ?? []), readableDetail(match.detail ?? '')].filter(Boolean).join(' · ');
}

/** A reason that a newer middleware gives and this page has no words for is left out. */
function wordsOf(reason: MatchReason, kind: CaptureKind | null): string {
  if (reason === 'same-file' && kind === 'photo') return samePhoto;
  if (reason === 'same-file' && kind === 'audio') return sameRecording;
  return WORDS[reason] ?? '';
}
