import also from '@salesforce/label/c.Sound_Also';
import changed from '@salesforce/label/c.Sound_Changed';
import confirmed from '@salesforce/label/c.Sound_Confirmed';
import correct from '@salesforce/label/c.Sound_Correct';
import correctOf from '@salesforce/label/c.Sound_Correct_Of';
import heard from '@salesforce/label/c.Sound_Heard';
import heardNone from '@salesforce/label/c.Sound_Heard_None';
import heardOne from '@salesforce/label/c.Sound_Heard_One';
import heardOther from '@salesforce/label/c.Sound_Heard_Other';
import listenTo from '@salesforce/label/c.Sound_Listen_To';
import valueAsked from '@salesforce/label/c.Sound_Heard_Value';
import yes from '@salesforce/label/c.Sound_Yes';
import yesTo from '@salesforce/label/c.Sound_Yes_To';
export const labels = {
    also,
    changed,
    confirmed,
    correct,
    correctOf,
    heard,
    heardNone,
    heardOne,
    heardOther,
    listenTo,
    valueAsked,
    yes,
    yesTo,
};
