import { api, LightningElement } from 'lwc';
import dealNumber from '@salesforce/label/c.Review_Deal_Number';
import markLabel from '@salesforce/label/c.Review_Mark';
import markCheck from '@salesforce/label/c.Review_Mark_Check';
import markOther from '@salesforce/label/c.Review_Mark_Other';
import region from '@salesforce/label/c.Review_Source_Text';
import { quoted } from 'c/reviewWords';
import { fillIn } from 'c/valueFormat';
/**
 * The source as written, with a mark under every passage that a value came from. One Tab stop: arrows walk the marks and
 * say what was read there, Enter goes to the field.
 * @fires marklit `{path, draftId}`: the keyboard stands on a mark
 * @fires markchosen `{path, draftId}`: a mark was clicked or entered
 */
export default class SourceText extends LightningElement {
    @api
    blocks = [];
    @api
    activeDraftId = '';
    @api
    activePosition = 0;
    /** Change path whose evidence is lit, of the active deal. */
    @api
    litPath = null;
    /** Numbered brackets tie passages to the tabs of several deals. */
    @api
    numbered = false;
    labels = { region };
    stop = 0;
    /** What the arrows just said: Enter goes there and nowhere else. */
    said = null;
    shownPath = null;
    get drawnBlocks() {
        let index = -1;
        const stop = Math.min(this.stop, this.marks.length - 1);
        return this.blocks.map((block) => ({
            key: block.start,
            className: this.blockClass(block),
            numbers: this.numbered ? block.positions.map((position) => this.numberOf(position)) : [],
            pieces: block.segments.map((segment) => {
                if (segment.anchors.length > 0)
                    index += 1;
                return this.pieceOf(segment, index, stop);
            }),
        }));
    }
    renderedCallback() {
        if (this.shownPath === this.litPath)
            return;
        this.shownPath = this.litPath;
        this.template?.querySelector('.mark_lit')?.scrollIntoView({ block: 'nearest' });
    }
    handleClick(event) {
        const index = indexOf(event);
        this.stop = index;
        this.choose(index);
    }
    handleFocus(event) {
        this.stop = indexOf(event);
        this.said = null;
    }
    handleKey(event) {
        if (event.key === 'Enter' || event.key === ' ') {
            event.preventDefault();
            this.tell('markchosen', this.said ?? this.anchorAt(this.stop));
            this.said = null;
            return;
        }
        const next = nextStop(event.key, this.stop, this.marks.length - 1);
        if (next === null)
            return;
        event.preventDefault();
        this.stop = next;
        this.template?.querySelectorAll('mark')[next]?.focus();
        this.said = this.anchorAt(next);
        this.tell('marklit', this.said);
    }
    get marks() {
        return this.blocks.flatMap((block) => block.segments).filter(({ anchors }) => anchors.length > 0);
    }
    choose(index) {
        this.tell('markchosen', this.anchorAt(index));
    }
    /** The use of this passage that is meant: of this deal first, then the narrowest; choosing again takes the next one. */
    anchorAt(index) {
        const anchors = namedAnchors(this.marks[index]);
        const here = anchors.filter(({ draftId }) => draftId === this.activeDraftId);
        const ranked = [...(here.length > 0 ? here : anchors)].sort((a, b) => a.end - a.start - (b.end - b.start));
        const lit = ranked.findIndex(({ path, draftId }) => path === this.litPath && draftId === this.activeDraftId);
        return ranked[(lit + 1) % ranked.length] ?? null;
    }
    pieceOf(segment, index, stop) {
        const anchors = namedAnchors(segment);
        const isMark = anchors.length > 0;
        return {
            key: String(segment.start),
            text: segment.text,
            isMark,
            index,
            className: this.markClass(anchors),
            label: this.labelOf(segment.text, anchors),
            tabIndex: index === stop ? '0' : '-1',
        };
    }
    markClass(anchors) {
        const here = anchors.filter(({ draftId }) => draftId === this.activeDraftId);
        if (here.some(({ path }) => path === this.litPath))
            return 'mark mark_lit';
        if (here.some(({ toCheck }) => toCheck))
            return 'mark mark_check';
        return here.length > 0 ? 'mark mark_here' : 'mark';
    }
    labelOf(text, anchors) {
        const here = anchors.filter(({ draftId }) => draftId === this.activeDraftId);
        const named = here.length > 0 ? here : anchors;
        const names = [...new Set(named.map(({ label }) => label))].join(', ');
        if (here.length === 0)
            return fillIn(markOther, quoted(text), names, named[0]?.position ?? '');
        return fillIn(here.some(({ toCheck }) => toCheck) ? markCheck : markLabel, quoted(text), names);
    }
    blockClass({ positions }) {
        if (!this.numbered || positions.length === 0)
            return 'block';
        return positions.includes(this.activePosition) ? 'block block_deal block_active' : 'block block_deal';
    }
    numberOf(position) {
        return {
            key: `n${position}`,
            text: String(position),
            title: fillIn(dealNumber, position),
            className: position === this.activePosition ? 'number number_active' : 'number',
        };
    }
    tell(name, anchor) {
        if (!anchor)
            return;
        const { path, draftId } = anchor;
        this.dispatchEvent(new CustomEvent(name, { detail: { path, draftId }, bubbles: true, composed: true }));
    }
}
function namedAnchors(segment) {
    return (segment?.anchors ?? []);
}
function indexOf(event) {
    return Number(event.currentTarget.dataset['index']);
}
function nextStop(key, stop, last) {
    switch (key) {
        case 'ArrowRight':
        case 'ArrowDown':
            return Math.min(stop + 1, last);
        case 'ArrowLeft':
        case 'ArrowUp':
            return Math.max(stop - 1, 0);
        case 'Home':
            return 0;
        case 'End':
            return last;
        default:
            return null;
    }
}
