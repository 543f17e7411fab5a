import { countOf, fillIn, formatBytes } from 'c/valueFormat';
import lang from '@salesforce/i18n/lang';
import analyse from '@salesforce/label/c.Capture_Analyse';
import lead from '@salesforce/label/c.Capture_Lead';
import leadDetail from '@salesforce/label/c.Capture_Lead_Detail';
import noteNotKept from '@salesforce/label/c.Capture_Note_Not_Kept';
import notePlaceholder from '@salesforce/label/c.Capture_Note_Placeholder';
import noteRestored from '@salesforce/label/c.Capture_Note_Restored';
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
export const NO_FILES = { files: 0, arePages: true, areRestored: false, areKept: true };
export function wordsFor({ files, arePages }) {
    if (files === 0) {
        return { lead, leadDetail, placeholder: notePlaceholder, analyse };
    }
    return {
        lead: arePages ? count(files, leadPageOne, leadPageOther) : count(files, leadFileOne, leadFileOther),
        leadDetail: filesLeadDetail,
        placeholder: filesPlaceholder,
        analyse: arePages ? count(files, analysePageOne, analysePageOther) : count(files, analyseFileOne, analyseFileOther),
    };
}
/** What becomes of what was given when the page is left now, where that needs saying. */
export function hintFor(note, content) {
    if (!note.isKept)
        return noteNotKept;
    if (!content.areKept)
        return filesNotKept;
    if (content.areRestored && content.files > 0)
        return filesRestored;
    return note.isRestored ? noteRestored : null;
}
/** `Envoi du fichier 2 sur 3 · 1,2 Mo sur 3,4 Mo` */
export function progressInWords({ file, files, sentBytes, bytes }) {
    return fillIn(sendingFile, file, files, formatBytes(sentBytes, lang), formatBytes(bytes, lang));
}
function count(files, one, other) {
    return countOf(files, one, other, lang);
}
