import { api, LightningElement } from 'lwc';
import correct from '@salesforce/label/c.Review_Source_Correct';
import next from '@salesforce/label/c.Picture_Next';
import pagesLabel from '@salesforce/label/c.Picture_Pages';
import pageLabel from '@salesforce/label/c.Picture_Page';
import pageCheck from '@salesforce/label/c.Picture_Page_Check';
import pageOf from '@salesforce/label/c.Picture_Page_Of';
import poor from '@salesforce/label/c.Picture_Poor';
import poorNone from '@salesforce/label/c.Picture_Poor_None';
import poorOne from '@salesforce/label/c.Picture_Poor_One';
import poorOther from '@salesforce/label/c.Picture_Poor_Other';
import previous from '@salesforce/label/c.Picture_Previous';
import textNone from '@salesforce/label/c.Picture_Text_None';
import typed from '@salesforce/label/c.Picture_Typed';
import locale from '@salesforce/i18n/lang';
import { anchorsIn, firstPage, isOfFile, isOn, pageOfAnchors, placesToCheck, shapesOn } from 'c/pageRegions';
import { textReadLabel } from 'c/sourceKinds';
import { countOf, fillIn } from 'c/valueFormat';
import { unreadFiles } from './problemWords';
/** Pages of a long source that stand between its first and last one. */
const AROUND = 1;
/**
 * The pages of a source that has files: one at a time, a picture with its outlines or a text with its marks. The lit evidence
 * decides which, until the person turns to another page.
 * @fires pageshown `{number}`: the page that is shown, also the first
 * @fires correctwanted: the person wants to correct the text as it was read
 */
export default class SourcePages extends LightningElement {
    @api
    captureId = '';
    @api
    kind = 'document';
    @api
    source;
    @api
    blocks = [];
    @api
    activeDraftId = '';
    @api
    activePosition = 0;
    @api
    litPath = null;
    @api
    numbered = false;
    @api
    canCorrect = false;
    /** The text is being corrected elsewhere: it is not shown twice. */
    @api
    correcting = false;
    labels = { correct, next, pagesLabel, poor, previous, textNone };
    chosen = null;
    isTextWanted = false;
    last = 0;
    renderedCallback() {
        const number = this.page?.number ?? 0;
        if (number === this.last)
            return;
        this.last = number;
        this.dispatchEvent(new CustomEvent('pageshown', { detail: { number } }));
    }
    get unread() {
        return unreadFiles(this.source.pages ?? []);
    }
    get hasUnread() {
        return this.unread.length > 0;
    }
    get page() {
        const number = this.chosen?.light === this.light ? this.chosen.number : this.numberOfLit;
        return this.pages.find((page) => page.number === number) ?? firstPage(this.pages);
    }
    get isPicture() {
        return this.page?.kind === 'picture';
    }
    get anchors() {
        return anchorsIn(this.blocks);
    }
    get unsure() {
        return this.source.unsure ?? [];
    }
    get pageBlocks() {
        const { page } = this;
        return page ? this.blocks.filter(({ start }) => start >= page.start && start < page.end) : [];
    }
    get showPoor() {
        return !this.correcting && this.page?.legibility === 'poor';
    }
    get poorText() {
        const { page, source, anchors, activeDraftId } = this;
        if (!page)
            return '';
        const here = anchors.filter(({ draftId }) => draftId === activeDraftId);
        const places = placesToCheck(page, source.text, this.unsure, here);
        return places === 0 ? poorNone : countOf(places, poorOne, poorOther, locale);
    }
    get hasSeveral() {
        return this.pages.length > 1;
    }
    /** The text of a picture is shown when asked for, and where the lit words have no place in the picture. */
    get isTextOpen() {
        return !this.correcting && (this.isTextWanted || this.isLitInTextAlone);
    }
    /** Beside its text the picture takes less room, and stays in sight. */
    get viewerClass() {
        if (this.isTextOpen || this.correcting)
            return 'viewer viewer_small';
        return this.showPoor || this.hasUnread ? 'viewer viewer_noticed' : 'viewer';
    }
    get textExpanded() {
        return String(this.isTextOpen);
    }
    get showText() {
        return !this.correcting;
    }
    get hasText() {
        return this.pageBlocks.length > 0;
    }
    get textLabel() {
        const lines = this.page ? this.source.text.slice(this.page.start, this.page.end).split('\n') : [];
        return textReadLabel(this.kind, lines.filter((line) => line.trim() !== '').length, locale);
    }
    get caption() {
        const { page, pages } = this;
        if (!page)
            return '';
        const name = isOfFile(page) ? (page.fileName ?? '') : typed;
        const place = fillIn(pageOf, pages.indexOf(page) + 1, pages.length);
        return [place, name].filter(Boolean).join(' · ');
    }
    get isFirst() {
        return this.page === this.pages[0];
    }
    get isLast() {
        return this.page === this.pages.at(-1);
    }
    get tabs() {
        const at = this.page ? this.pages.indexOf(this.page) : 0;
        const last = this.pages.length - 1;
        return this.pages.flatMap((page, index) => {
            if (index !== 0 && index !== last && Math.abs(index - at) > aroundAt(at, last))
                return [];
            const toCheck = this.needsCheck(page);
            return [
                {
                    number: page.number,
                    text: String(index + 1),
                    label: fillIn(toCheck ? pageCheck : pageLabel, index + 1),
                    className: toCheck ? 'tab tab_check' : 'tab',
                    current: index === at ? 'page' : 'false',
                },
            ];
        });
    }
    handleTab(event) {
        this.turnTo(Number(event.currentTarget.dataset['number']));
    }
    handlePrevious() {
        this.step(-1);
    }
    handleNext() {
        this.step(1);
    }
    handleText() {
        this.isTextWanted = !this.isTextOpen;
    }
    handleCorrect() {
        this.dispatchEvent(new CustomEvent('correctwanted'));
    }
    /** Those that there is something to see of. */
    get pages() {
        return (this.source.pages ?? []).filter(({ problem, kind }) => !problem || kind === 'picture');
    }
    get light() {
        return `${this.activeDraftId}|${this.litPath}`;
    }
    get lit() {
        return this.anchors.filter(({ path, draftId }) => path === this.litPath && draftId === this.activeDraftId);
    }
    get numberOfLit() {
        return pageOfAnchors(this.pages, this.lit, this.last) ?? this.last;
    }
    get isLitInTextAlone() {
        const { page } = this;
        if (!page)
            return false;
        const here = this.lit.filter((anchor) => isOn(page, anchor));
        return here.length > 0 && here.every(({ regions }) => shapesOn(page.number, regions).length === 0);
    }
    needsCheck(page) {
        return this.anchors.some((anchor) => anchor.toCheck && anchor.draftId === this.activeDraftId && isOn(page, anchor));
    }
    step(by) {
        const at = this.page ? this.pages.indexOf(this.page) : 0;
        const number = this.pages[at + by]?.number;
        if (number !== undefined)
            this.turnTo(number);
    }
    turnTo(number) {
        this.chosen = { number, light: this.light };
        this.isTextWanted = false;
    }
}
/** At either end as many pages are offered as in the middle, so that the row keeps its width. */
function aroundAt(at, last) {
    return at === 0 || at === last ? AROUND + 1 : AROUND;
}
