import idleText from '@salesforce/label/c.Review_Bar_Idle';
import idleTextContact from '@salesforce/label/c.Review_Bar_Idle_Contact';
import noneText from '@salesforce/label/c.Review_None_Title';
import noteOf from '@salesforce/label/c.Review_Source_Of';
import yourNote from '@salesforce/label/c.Review_Source_Yours';
import sideText from '@salesforce/label/c.Review_Switch_Source';
import noneSound from '@salesforce/label/c.Sound_None';
import ofSound from '@salesforce/label/c.Sound_Of';
import sideSound from '@salesforce/label/c.Sound_Side';
import yourSound from '@salesforce/label/c.Sound_Yours';
import countOne from '@salesforce/label/c.Picture_Count_One';
import countOther from '@salesforce/label/c.Picture_Count_Other';
import idlePicture from '@salesforce/label/c.Picture_Idle';
import idlePictureContact from '@salesforce/label/c.Picture_Idle_Contact';
import noneDocument from '@salesforce/label/c.Picture_None_Document';
import noneMail from '@salesforce/label/c.Picture_None_Mail';
import nonePhoto from '@salesforce/label/c.Picture_None_Photo';
import ofDocument from '@salesforce/label/c.Picture_Of_Document';
import ofDocuments from '@salesforce/label/c.Picture_Of_Documents';
import ofMail from '@salesforce/label/c.Picture_Of_Mail';
import ofPhoto from '@salesforce/label/c.Picture_Of_Photo';
import ofPhotos from '@salesforce/label/c.Picture_Of_Photos';
import sideDocument from '@salesforce/label/c.Picture_Side_Document';
import sideMail from '@salesforce/label/c.Picture_Side_Mail';
import sidePhoto from '@salesforce/label/c.Picture_Side_Photo';
import textOnPageOne from '@salesforce/label/c.Picture_Text_Page_One';
import textOnPageOther from '@salesforce/label/c.Picture_Text_Page_Other';
import textOnPhotoOne from '@salesforce/label/c.Picture_Text_Photo_One';
import textOnPhotoOther from '@salesforce/label/c.Picture_Text_Photo_Other';
import yourDocument from '@salesforce/label/c.Picture_Your_Document';
import yourDocuments from '@salesforce/label/c.Picture_Your_Documents';
import yourMail from '@salesforce/label/c.Picture_Your_Mail';
import yourPhoto from '@salesforce/label/c.Picture_Your_Photo';
import yourPhotos from '@salesforce/label/c.Picture_Your_Photos';
import { isOfFile } from 'c/pageRegions';
import { countOf, fillIn } from 'c/valueFormat';
const TEXT = {
    icon: 'standard:note',
    sideIcon: 'utility:note',
    side: sideText,
    none: noneText,
    yours: yourNote,
    manyYours: yourNote,
    of: noteOf,
    manyOf: noteOf,
    idle: idleText,
    idleContact: idleTextContact,
};
const WORDS = {
    photo: {
        icon: 'standard:photo',
        sideIcon: 'utility:photo',
        side: sidePhoto,
        none: nonePhoto,
        yours: yourPhoto,
        manyYours: yourPhotos,
        of: ofPhoto,
        manyOf: ofPhotos,
        idle: idlePicture,
        idleContact: idlePictureContact,
    },
    document: {
        icon: 'standard:document',
        sideIcon: 'utility:file',
        side: sideDocument,
        none: noneDocument,
        yours: yourDocument,
        manyYours: yourDocuments,
        of: ofDocument,
        manyOf: ofDocuments,
        idle: idlePicture,
        idleContact: idlePictureContact,
    },
    email: {
        icon: 'standard:email',
        sideIcon: 'utility:email',
        side: sideMail,
        none: noneMail,
        yours: yourMail,
        manyYours: yourMail,
        of: ofMail,
        manyOf: ofMail,
        idle: idleText,
        idleContact: idleTextContact,
    },
    audio: {
        icon: 'doctype:audio',
        sideIcon: 'utility:voicemail_drop',
        side: sideSound,
        none: noneSound,
        yours: yourSound,
        manyYours: yourSound,
        of: ofSound,
        manyOf: ofSound,
        idle: idleText,
        idleContact: idleTextContact,
    },
};
/** The words that go with a kind of source; what has no words of its own is called a note. */
export function kindWords(kind) {
    return WORDS[kind] ?? TEXT;
}
/** Whose source it is. @param ownerName of a colleague, or empty when it is the user's own */
export function headingOf(kind, pages, ownerName) {
    const { yours, manyYours, of, manyOf } = kindWords(kind);
    const files = new Set(pages.map(({ take }) => take ?? 0).filter((take) => take > 0)).size;
    if (ownerName)
        return fillIn(files > 1 ? manyOf : of, ownerName);
    return files > 1 ? manyYours : yours;
}
/** `3 pages`: of the files, without what could not be read. */
export function pageCount(pages, locale) {
    return countOf(pages.filter((page) => isOfFile(page) && !page.problem).length, countOne, countOther, locale);
}
/** `Text read in the photo (9 lines)`. */
export function textReadLabel(kind, lines, locale) {
    if (kind === 'photo')
        return countOf(lines, textOnPhotoOne, textOnPhotoOther, locale);
    return countOf(lines, textOnPageOne, textOnPageOther, locale);
}
