/* eslint-disable no-await-in-loop -- One picture at a time: a phone has no memory for more. */
import { LightningElement, api } from 'lwc';
import { ACCEPTED, ACCEPTED_SOUNDS, REFUSALS } from 'c/fileTypes';
import { dropFiles, isKept, keepFile, keepOrder, nextTake, readFiles, renumberFiles, } from 'c/keptFiles';
import { turnPicture } from 'c/pictureReduction';
import { unsealNote } from 'c/unsentNote';
import lang from '@salesforce/i18n/lang';
import userId from '@salesforce/user/Id';
import { cardsOf } from './cards';
import { contentOf } from './content';
import { HIGHEST_TAKE, MOST_FILES, isMixture, reasonOf, strayRecording, takeIn } from './intake';
import { movedBy, wayAfter, withBack } from './order';
import { Playing } from './playing';
import { Previews } from './previews';
import * as words from './words';
/**
 * The files that go with a note: chosen, photographed, put in order, turned, removed. What is in it is kept on this device.
 * @fires contentchange with a TrayContent
 */
export default class AttachmentTray extends LightningElement {
    /** While the files are being sent nothing changes. */
    @api
    isLocked = false;
    labels = words.LABELS;
    accepted = `${ACCEPTED},${ACCEPTED_SOUNDS}`;
    acceptedSounds = ACCEPTED_SOUNDS;
    files = [];
    /** Files that wait to be looked at, one after the other: a phone has memory for one picture at a time. */
    waiting = [];
    refused = [];
    removed = [];
    announcement = '';
    problems = {};
    previews = new Previews();
    playing = new Playing();
    areRestored = false;
    areKept = true;
    intake = Promise.resolve();
    focusOn = '';
    connectedCallback() {
        this.restore();
    }
    renderedCallback() {
        if (!this.focusOn)
            return;
        const part = this.template?.querySelector(this.focusOn);
        this.focusOn = '';
        part?.focus();
    }
    disconnectedCallback() {
        this.releaseAll();
    }
    /** Shows what this device keeps: it may have been erased from outside. */
    @api
    restore() {
        return this.after(async () => {
            const files = await readFiles(userId);
            if (!this.isConnected)
                return;
            this.releaseAll();
            this.files = files;
            this.removed = [];
            this.areRestored = files.length > 0;
            this.tell();
            await this.makePreviews();
        });
    }
    /** Takes files in: dropped, pasted or chosen. Those beyond what a note may have are left out, and that is said. */
    @api
    add(files) {
        if (this.isLocked || files.length === 0)
            return;
        const room = Math.max(0, MOST_FILES - this.files.length - this.waiting.length);
        if (files.length > room) {
            this.refuse(words.leftOut(files.length - room), 'too-many');
        }
        for (const file of files.slice(0, room)) {
            const waiting = { id: crypto.randomUUID(), file };
            this.waiting = [...this.waiting, waiting];
            this.after(() => this.takeIn(waiting));
        }
    }
    /**
     * @returns the files as they are to be sent, in their order, once all are ready; null when one of them turned out not to be
     *   taken, or was sent from another tab: nobody has seen yet that the others would go without it
     */
    @api
    async ready() {
        const seen = this.refused.length;
        await this.intake;
        if (this.refused.length > seen) {
            this.focusOn = '.refusal:last-child .dismiss';
            // Shown already: what is to be focused is looked for when it is shown once more.
            this.refused = [...this.refused];
            return null;
        }
        const goneElsewhere = this.files.filter((file) => !isKept(userId, file));
        if (goneElsewhere.length > 0) {
            this.takeOut(goneElsewhere);
            return null;
        }
        const stray = strayRecording(this.files);
        if (stray && this.showProblem(stray.take, REFUSALS['sound-alone']))
            return null;
        this.removed = [];
        for (const file of this.files) {
            if (file.quarters > 0 && !(await this.applyTurn(file)))
                return null;
        }
        if (this.files.some(({ take }) => take > HIGHEST_TAKE)) {
            unsealNote(userId);
            this.files = renumberFiles(userId, this.files);
        }
        return this.files;
    }
    /** Says at a file why it was not taken, and leads there. @returns false when there is no such file */
    @api
    showProblem(take, sentence) {
        const file = this.files.find((one) => one.take === take);
        if (!file)
            return false;
        this.problems = { ...this.problems, [file.id]: sentence };
        this.focusOn = `.remove[data-id="${file.id}"]`;
        this.announcement = sentence;
        return true;
    }
    /** Leads to the first file that was not taken. @returns false when there is none */
    @api
    focusProblem() {
        const file = this.files.find(({ id }) => this.problems[id]);
        if (file)
            this.template?.querySelector(`.remove[data-id="${file.id}"]`)?.focus();
        return file !== undefined;
    }
    @api
    removeAll() {
        this.remove(this.files);
        this.focusOn = '.choose';
    }
    get cards() {
        return cardsOf(this.files, { previews: this.previews, playing: this.playing, problems: this.problems }, lang);
    }
    get hasCards() {
        return this.files.length + this.waiting.length > 0;
    }
    get trayClass() {
        return this.hasCards ? 'tray tray_filled' : 'tray';
    }
    get buttons() {
        return this.hasCards ? words.ADD_BUTTONS : words.FIRST_BUTTONS;
    }
    /** Elsewhere the button would open the same dialog as the other one; beside recordings a photo is not taken. */
    get hasCamera() {
        return navigator.maxTouchPoints > 0 && !this.files.some(({ kind }) => kind === 'sound');
    }
    get waitingRows() {
        return this.waiting.map(words.waitingRow);
    }
    get refusedRows() {
        return this.refused.map(words.refusedRow);
    }
    get removedWords() {
        return words.removedOf(this.removed);
    }
    handleChoose() {
        this.template?.querySelector('.chooser')?.click();
    }
    /** Opens the dialog for recordings alone. Works only while a press is under way. */
    @api
    chooseSound() {
        this.template?.querySelector('.sound-chooser')?.click();
    }
    handlePhoto() {
        const camera = this.template?.querySelector('.camera');
        // Templates do not know the attribute.
        camera?.setAttribute('capture', 'environment');
        camera?.click();
    }
    handleChosen(event) {
        const input = event.target;
        this.add([...(input.files ?? [])]);
        // The same file can be chosen again after it was removed.
        input.value = '';
    }
    handleEarlier(event) {
        this.move(idOf(event), -1);
    }
    handleLater(event) {
        this.move(idOf(event), 1);
    }
    handleTurn(event) {
        if (this.isLocked)
            return;
        const id = idOf(event);
        this.files = this.files.map((file) => (file.id === id ? { ...file, quarters: (file.quarters + 1) % 4 } : file));
        keepOrder(userId, this.files);
        this.announcement = words.turnedOf(this.files, id);
    }
    handleLength(event) {
        this.playing.learnLength(idOf(event), event.currentTarget.duration);
        this.files = [...this.files];
    }
    handleSilence(event) {
        this.playing.learnSilence(idOf(event));
        this.files = [...this.files];
    }
    handleRemove(event) {
        const id = idOf(event);
        const index = this.files.findIndex((file) => file.id === id);
        this.remove(this.files.filter((file) => file.id === id));
        const next = this.files[index] ?? this.files[index - 1];
        this.focusOn = next ? `.remove[data-id="${next.id}"]` : '.choose';
    }
    handleUndo() {
        if (this.isLocked)
            return;
        const back = this.removed;
        this.removed = [];
        this.files = withBack(this.files, back);
        for (const { file, position } of back)
            this.keep(file, position);
        this.focusOn = `.remove[data-id="${back[0]?.file.id}"]`;
        this.announcement = words.addedOf(back.length);
        this.tell();
        this.after(() => this.makePreviews());
    }
    handleDismiss(event) {
        this.refused = this.refused.filter(({ id }) => id !== idOf(event));
        this.focusOn = '.choose';
    }
    async takeIn({ id, file }) {
        try {
            const chosen = { ...(await takeIn(file, this.files)), take: nextTake(userId, this.files) };
            await this.previews.make(chosen);
            this.playing.make(chosen);
            if (!this.isConnected)
                this.releaseAll();
            this.removed = [];
            this.files = [...this.files, chosen];
            this.announcement = words.addedOf(1);
            await this.keep(chosen, this.files.length - 1);
        }
        catch (error) {
            this.refuse(file.name, reasonOf(error));
        }
        finally {
            this.waiting = this.waiting.filter((one) => one.id !== id);
            this.tell();
        }
    }
    refuse(name, reason) {
        this.refused = [...this.refused, { id: crypto.randomUUID(), name, reason }];
    }
    move(id, by) {
        const move = this.isLocked ? null : movedBy(this.files, id, by);
        if (!move)
            return;
        this.files = move.files;
        keepOrder(userId, this.files);
        this.announcement = words.movedOf(move.file, move.from, move.to, this.files.length);
        this.focusOn = `.${wayAfter(move, by)}[data-id="${id}"]`;
    }
    remove(files) {
        if (!this.isLocked)
            this.takeOut(files);
    }
    takeOut(files) {
        this.removed = files.map((file) => ({ file, position: this.files.indexOf(file) }));
        this.files = this.files.filter((file) => !files.includes(file));
        for (const { id } of files) {
            delete this.problems[id];
            this.previews.release(id);
            this.playing.release(id);
        }
        this.announcement = this.removedWords;
        dropFiles(userId, files.map(({ id }) => id));
        // What is chosen next is another note of another moment, and nothing stands in its way any more.
        if (this.files.length === 0) {
            unsealNote(userId);
            this.refused = this.refused.filter(({ reason }) => !isMixture(reason));
        }
        this.tell();
    }
    async keep(file, position) {
        this.areKept = (await keepFile(userId, file, position)) && this.areKept;
        this.tell();
    }
    /** Turned, a file is another content. @returns false when it cannot be turned, which is said at it */
    async applyTurn(file) {
        const turned = await turnPicture(file.content, file.quarters).catch(reasonOf);
        if (typeof turned === 'string') {
            this.showProblem(file.take, REFUSALS[turned]);
            return false;
        }
        const { content, mediaType } = turned;
        const turnedFile = { ...file, content, mediaType, quarters: 0, take: nextTake(userId, this.files) };
        const index = this.files.indexOf(file);
        await this.previews.make(turnedFile);
        this.files = this.files.with(index, turnedFile);
        await this.keep(turnedFile, index);
        return true;
    }
    async makePreviews() {
        for (const file of this.files) {
            this.playing.make(file);
            if (!this.previews.addressOf(file.id)) {
                await this.previews.make(file);
                this.files = [...this.files];
            }
        }
    }
    releaseAll() {
        this.previews.releaseAll();
        this.playing.releaseAll();
    }
    /** One thing at a time, in the order in which they were asked for. */
    after(act) {
        this.intake = this.intake.then(act);
        return this.intake;
    }
    tell() {
        const detail = contentOf(this.files, this.areRestored, this.areKept);
        this.dispatchEvent(new CustomEvent('contentchange', { detail }));
    }
}
function idOf(event) {
    return event.currentTarget.dataset.id ?? '';
}
