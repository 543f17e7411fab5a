import { fillIn, formatBytes } from 'c/valueFormat';
import earlier from '@salesforce/label/c.Files_Earlier';
import later from '@salesforce/label/c.Files_Later';
import page from '@salesforce/label/c.Files_Page';
import remove from '@salesforce/label/c.Files_Remove';
import thePage from '@salesforce/label/c.Files_The_Page';
import turn from '@salesforce/label/c.Files_Turn';
const ICONS = {
    picture: 'utility:image',
    document: 'doctype:pdf',
    mail: 'utility:email',
    text: 'doctype:txt',
};
/** A picture lying in a frame of four to three fits when it is as much smaller. */
const LYING = 0.75;
/** @param problems why the server did not take a file, by the file's id */
export function cardsOf(files, previews, problems, locale) {
    return files.map((file, index) => {
        const extras = { preview: previews.addressOf(file.id), problem: problems[file.id] };
        return cardOf(file, index, files.length, extras, locale);
    });
}
function cardOf(file, index, count, extras, locale) {
    const named = nameIn(file, index, thePage);
    return {
        id: file.id,
        title: titleOf(file, index),
        size: formatBytes(file.content.size, locale),
        icon: ICONS[file.kind],
        preview: extras.preview ?? null,
        turnStyle: turnStyleOf(file.quarters),
        isPicture: file.kind === 'picture',
        earlierName: index > 0 ? fillIn(earlier, named) : null,
        laterName: index < count - 1 ? fillIn(later, named) : null,
        turnName: fillIn(turn, named),
        removeName: fillIn(remove, named),
        problem: extras.problem ?? null,
        cardClass: extras.problem ? 'card card_refused' : 'card',
    };
}
/** A photo goes by its place: what a camera calls it tells nobody anything. */
export function titleOf(file, index) {
    return nameIn(file, index, page);
}
function nameIn({ kind, name }, index, pageLabel) {
    return kind === 'picture' || name === '' ? fillIn(pageLabel, index + 1) : name;
}
function turnStyleOf(quarters) {
    const scale = quarters % 2 === 1 ? ` scale(${LYING})` : '';
    return quarters === 0 ? '' : `transform: rotate(${quarters * 90}deg)${scale}`;
}
