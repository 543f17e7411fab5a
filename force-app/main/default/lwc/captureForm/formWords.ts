import type { TrayContent } from 'c/attachmentTray';
import type { SendingProgress } from 'c/fileSending';
import { countOf, fillIn, formatBytes } from 'c/valueFormat';
import lang from '@salesforce/i18n/lang';
import analyseSoundOne from '@salesforce/label/c.Audio_Analyse_One';
import analyseSoundOther from '@salesforce/label/c.Audio_Analyse_Other';
import soundLeadDetail from '@salesforce/label/c.Audio_Lead_Detail';
import leadSoundOne from '@salesforce/label/c.Audio_Lead_One';
import leadSoundOther from '@salesforce/label/c.Audio_Lead_Other';
import analyse from '@salesforce/label/c.Capture_Analyse';
import lead from '@salesforce/label/c.Capture_Lead';
import leadDetail from '@salesforce/label/c.Capture_Lead_Detail';
import noteCount from '@salesforce/label/c.Capture_Note_Count';
import noteNotKept from '@salesforce/label/c.Capture_Note_Not_Kept';
import notePlaceholder from '@salesforce/label/c.Capture_Note_Placeholder';
import noteRestored from '@salesforce/label/c.Capture_Note_Restored';
import speakLead from '@salesforce/label/c.Capture_Speak_Lead';
import speakLeadDetail from '@salesforce/label/c.Capture_Speak_Lead_Detail';
import analyseFileOne from '@salesforce/label/c.Files_Analyse_File_One';
import analyseFileOther from '@salesforce/label/c.Files_Analyse_File_Other';
import analysePageOne from '@salesforce/label/c.Files_Analyse_Page_One';
import analysePageOther from '@salesforce/label/c.Files_Analyse_Page_Other';
import leadFileOne from '@salesforce/label/c.Files_Lead_File_One';
import leadFileOther from '@salesforce/label/c.Files_Lead_File_Other';
import leadPageOne from '@salesforce/label/c.Files_Lead_Page_One';
import leadPageOther from '@salesforce/label/c.Files_Lead_Page_Other';
import filesLeadDetail from '@salesforce/label/c.Files_Lead_Detail';
import filesNotKept from '@salesforce/label/c.Files_Not_Kept';
import filesPlaceholder from '@salesforce/label/c.Files_Note_Placeholder';
import filesRestored from '@salesforce/label/c.Files_Restored';
import sendingFile from '@salesforce/label/c.Files_Sending';

/** The words around a note, which follow what goes with it. */
export interface FormWords {
  lead: string;
  leadDetail: string;
  placeholder: string;
  analyse: string;
}

interface FileWords {
  leads: [string, string];
  leadDetail: string;
  buttons: [string, string];
}

const OF_TEXT: FormWords = { lead, leadDetail, placeholder: notePlaceholder, analyse };
const OF_SOUNDS: FileWords = {
  leads: [leadSoundOne, leadSoundOther],
  leadDetail: soundLeadDetail,
  buttons: [analyseSoundOne, analyseSoundOther],
};
const OF_PAGES: FileWords = {
  leads: [leadPageOne, leadPageOther],
  leadDetail: filesLeadDetail,
  buttons: [analysePageOne, analysePageOther],
};
const OF_FILES: FileWords = {
  leads: [leadFileOne, leadFileOther],
  leadDetail: filesLeadDetail,
  buttons: [analyseFileOne, analyseFileOther],
};

/** From here on, the count says how much room is left. */
const COUNT_SHOWN_FROM = 0.8;

export const NO_FILES: TrayContent = { files: 0, arePages: true, areSounds: false, areRestored: false, areKept: true };

export function wordsFor(content: TrayContent, isSpeaking = false): FormWords {
  if (isSpeaking) return { ...OF_TEXT, lead: speakLead, leadDetail: speakLeadDetail };
  if (content.files === 0) return OF_TEXT;
  const { leads, leadDetail: detail, buttons } = content.areSounds ? OF_SOUNDS : content.arePages ? OF_PAGES : OF_FILES;
  return {
    lead: countOf(content.files, ...leads, lang),
    leadDetail: detail,
    placeholder: filesPlaceholder,
    analyse: countOf(content.files, ...buttons, lang),
  };
}

/** What becomes of what was given when the page is left now, where that needs saying. */
export function hintFor(note: { isKept: boolean; isRestored: boolean }, content: TrayContent): string | null {
  if (!note.isKept) return noteNotKept;
  if (!content.areKept) return filesNotKept;
  if (content.areRestored && content.files > 0) return filesRestored;
  return note.isRestored ? noteRestored : null;
}

/** @returns how much of the room a text takes, once little is left */
export function roomInWords(length: number, maximum: number): string | null {
  if (length < maximum * COUNT_SHOWN_FROM) return null;
  const inWords = new Intl.NumberFormat(lang);
  return fillIn(noteCount, inWords.format(length), inWords.format(maximum));
}

/** `Envoi du fichier 2 sur 3 · 1,2 Mo sur 3,4 Mo` */
export function progressInWords({ file, files, sentBytes, bytes }: SendingProgress): string {
  return fillIn(sendingFile, file, files, formatBytes(sentBytes, lang), formatBytes(bytes, lang));
}
