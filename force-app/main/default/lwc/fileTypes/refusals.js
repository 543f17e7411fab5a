import animation from '@salesforce/label/c.Files_Refused_Animation';
import soundAfter from '@salesforce/label/c.Audio_Refused_After';
import soundAlone from '@salesforce/label/c.Audio_Refused_Alone';
import film from '@salesforce/label/c.Audio_Refused_Film';
import soundTooLarge from '@salesforce/label/c.Audio_Refused_Too_Large';
import soundTooMuch from '@salesforce/label/c.Audio_Refused_Too_Much';
import soundType from '@salesforce/label/c.Audio_Refused_Type';
import archive from '@salesforce/label/c.Files_Refused_Archive';
import damagedPicture from '@salesforce/label/c.Files_Refused_Damaged_Picture';
import drawing from '@salesforce/label/c.Files_Refused_Drawing';
import empty from '@salesforce/label/c.Files_Refused_Empty';
import heic from '@salesforce/label/c.Files_Refused_Heic';
import office from '@salesforce/label/c.Files_Refused_Office';
import outlookMail from '@salesforce/label/c.Files_Refused_Outlook_Mail';
import tooLarge from '@salesforce/label/c.Files_Refused_Too_Large';
import tooMany from '@salesforce/label/c.Files_Refused_Too_Many';
import tooManyPixels from '@salesforce/label/c.Files_Refused_Too_Many_Pixels';
import tooMuch from '@salesforce/label/c.Files_Refused_Too_Much';
import unknown from '@salesforce/label/c.Files_Refused_Unknown';
import unreadable from '@salesforce/label/c.Files_Refused_Unreadable';
/** Why a file is not taken, and what to do instead. */
export const REFUSALS = {
    animation,
    archive,
    'damaged-picture': damagedPicture,
    drawing,
    empty,
    film,
    heic,
    office,
    'outlook-mail': outlookMail,
    'sound-after': soundAfter,
    'sound-alone': soundAlone,
    'sound-too-large': soundTooLarge,
    'sound-too-much': soundTooMuch,
    'sound-type': soundType,
    'too-large': tooLarge,
    'too-many': tooMany,
    'too-many-pixels': tooManyPixels,
    'too-much': tooMuch,
    unknown,
    unreadable,
};
