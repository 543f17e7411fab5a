import nothingHeard from '@salesforce/label/c.Capture_Nothing_Heard';
import nothingHeardNext from '@salesforce/label/c.Capture_Nothing_Heard_Next';
import failed from '@salesforce/label/c.Capture_Failed';
import failedDetail from '@salesforce/label/c.Capture_Failed_Detail';
import drafting from '@salesforce/label/c.Capture_Failed_Drafting';
import extracting from '@salesforce/label/c.Capture_Failed_Extracting';
import gaveUp from '@salesforce/label/c.Capture_Failed_Gave_Up';
import reading from '@salesforce/label/c.Capture_Failed_Reading';
import damaged from '@salesforce/label/c.Files_Failed_Damaged';
import damagedNext from '@salesforce/label/c.Files_Failed_Damaged_Next';
import demanding from '@salesforce/label/c.Files_Failed_Demanding';
import demandingNext from '@salesforce/label/c.Files_Failed_Demanding_Next';
import encrypted from '@salesforce/label/c.Files_Failed_Encrypted';
import encryptedNext from '@salesforce/label/c.Files_Failed_Encrypted_Next';
import long from '@salesforce/label/c.Files_Failed_Long';
import longNext from '@salesforce/label/c.Files_Failed_Long_Next';
import nested from '@salesforce/label/c.Files_Failed_Nested';
import nestedNext from '@salesforce/label/c.Files_Failed_Nested_Next';
import nothing from '@salesforce/label/c.Files_Failed_Nothing';
import nothingNext from '@salesforce/label/c.Files_Failed_Nothing_Next';
import pages from '@salesforce/label/c.Files_Failed_Pages';
import pagesNext from '@salesforce/label/c.Files_Failed_Pages_Next';
import picture from '@salesforce/label/c.Files_Failed_Picture';
import pictureNext from '@salesforce/label/c.Files_Failed_Picture_Next';
import filesReading from '@salesforce/label/c.Files_Failed_Reading';
import sound from '@salesforce/label/c.Files_Failed_Sound';
import soundNext from '@salesforce/label/c.Files_Failed_Sound_Next';
import text from '@salesforce/label/c.Files_Failed_Text';
import textNext from '@salesforce/label/c.Files_Failed_Text_Next';
import type from '@salesforce/label/c.Files_Failed_Type';
import typeNext from '@salesforce/label/c.Files_Failed_Type_Next';
/** What another try may mend. */
const PASSING = {
    'reading-failed': reading,
    'extraction-failed': extracting,
    'drafting-failed': drafting,
    'gave-up': gaveUp,
};
const OF_FILES = {
    'file-type-unsupported': { heading: type, next: typeNext },
    'file-damaged': { heading: damaged, next: damagedNext },
    'file-encrypted': { heading: encrypted, next: encryptedNext },
    'picture-too-large': { heading: picture, next: pictureNext },
    'too-many-pages': { heading: pages, next: pagesNext },
    'too-much-text': { heading: text, next: textNext },
    'nested-too-deep': { heading: nested, next: nestedNext },
    'file-too-demanding': { heading: demanding, next: demandingNext },
    'sound-not-taken': { heading: sound, next: soundNext },
    'recording-too-long': { heading: long, next: longNext },
    'nothing-to-read': { heading: nothing, next: nothingNext },
};
/** @param reason the code that the middleware gives; @param kind of what could not be read: a text, or files */
export function failureOf(reason, kind) {
    if (isAboutFiles(reason))
        return OF_FILES[reason];
    if (reason === 'nothing-understood')
        return { heading: nothingHeard, next: nothingHeardNext };
    if (reason === 'reading-failed' && kind !== 'text')
        return { heading: filesReading, next: failedDetail };
    return { heading: PASSING[reason] ?? failed, next: failedDetail };
}
/** Whether the files themselves stand in the way. */
export function isAboutFiles(reason) {
    return Object.hasOwn(OF_FILES, reason);
}
