import { api, LightningElement } from 'lwc';
import pictureOf from '@salesforce/label/c.Picture_Alt';
import { markKind, meantAnchor, nextStop, regionName } from 'c/namedAnchors';
import { openPictures } from 'c/pagePictures';
import { boxOf, lineHeight, marksOn, outline, shapesOn, underline } from 'c/pageRegions';
import { brought, clamped, fitScale, moved, sheetStyle, turned, WHOLE, zoomed } from 'c/pageView';
import { fillIn } from 'c/valueFormat';
import { Gestures, pointIn } from './gestures';
import { labels } from './labels';
/** From the bottom to the top. */
const LAYERS = ['other', 'here', 'check'];
/** Words this high on the screen, in pixels, bear outlines of full strength. */
const CLEAR = 16;
/** All lit words are shown at once unless that makes them this much smaller. */
const SMALLER = 0.6;
const STEP = 1.5;
const TAP_STEP = 2.5;
const ARROW_WAY = 60;
const ARROWS = {
    ArrowLeft: { x: ARROW_WAY, y: 0 },
    ArrowRight: { x: -ARROW_WAY, y: 0 },
    ArrowUp: { x: 0, y: ARROW_WAY },
    ArrowDown: { x: 0, y: -ARROW_WAY },
};
/**
 * The picture of one page with an outline around everything that was read from it. The stage is one Tab stop (arrows move,
 * + and - zoom, 0 shows all), the outlines are another: arrows walk them and say what was read there, Enter goes to the field.
 * @fires marklit `{path, draftId}`: the keyboard stands on an outline
 * @fires markchosen `{path, draftId}`: an outline was clicked or entered
 */
export default class PageViewer extends LightningElement {
    @api
    captureId = '';
    @api
    page;
    /** The whole text of the source. */
    @api
    text = '';
    @api
    anchors = [];
    @api
    unsure = [];
    @api
    activeDraftId = '';
    /** Change path whose evidence is lit, of the active deal. */
    @api
    litPath = null;
    labels = labels;
    address = '';
    isBroken = false;
    view = WHOLE;
    stage = null;
    isHeld = false;
    stop = 0;
    said = null;
    shownPage = 0;
    shownLight = '';
    pictures = null;
    observer = null;
    gestures = new Gestures({
        move: (by) => this.look(moved(this.view, by, this.scene)),
        zoom: (factor, at) => this.look(zoomed(this.view, factor, this.scene, at)),
        doubleTap: (at) => this.look(this.view.zoom > 1 ? this.whole : zoomed(this.view, TAP_STEP, this.scene, at)),
        grip: (isHeld) => {
            this.isHeld = isHeld;
        },
    });
    connectedCallback() {
        this.pictures = openPictures(this.captureId);
        this.observer = new ResizeObserver(() => this.measure());
    }
    disconnectedCallback() {
        this.observer?.disconnect();
        this.pictures?.close();
        this.pictures = null;
        this.shownPage = 0;
    }
    renderedCallback() {
        const stage = this.stageElement;
        if (stage)
            this.observer?.observe(stage);
        if (!this.stage)
            this.measure();
        if (this.shownPage !== this.page.number) {
            this.shownPage = this.page.number;
            this.view = WHOLE;
            this.stop = 0;
            void this.load();
        }
        this.bringLit();
    }
    get isLoading() {
        return !this.address && !this.isBroken;
    }
    get alternative() {
        return fillIn(pictureOf, this.page.number, this.page.fileName ?? '');
    }
    get stageStyle() {
        return `aspect-ratio: ${this.size.width} / ${this.size.height}`;
    }
    get stageClass() {
        return this.view.zoom > 1 ? 'stage stage_zoomed' : 'stage';
    }
    get sheetClass() {
        return this.isHeld ? 'sheet sheet_held' : 'sheet';
    }
    get sheetStyle() {
        return `${sheetStyle(this.view, this.scene)}; --stroke: ${this.stroke}`;
    }
    get viewBox() {
        return `0 0 ${this.size.width} ${this.size.height}`;
    }
    get isWhole() {
        return this.view.zoom === 1;
    }
    /** Words that were hard to read and that no outline is around. */
    get hardLines() {
        return this.unsure.flatMap(({ start, regions }) => shapesOn(this.page.number, regions).map((corners, line) => ({
            key: `${start}-${line}`,
            ...underline(corners, this.size),
        })));
    }
    /** White under every outline, and under all of them: none covers its neighbour's. */
    get halos() {
        return this.marks.flatMap((mark) => this.shapesOf(mark));
    }
    /** Once more above all others, whatever they cover of it. */
    get litShapes() {
        return this.marks.filter(({ anchors }) => markKind(anchors, this) === 'lit').flatMap((mark) => this.shapesOf(mark));
    }
    /**
     * What is narrow is on top, so that it can be chosen, then what asks for the person; walked in the order of the text. What is lit changes nothing of the
     * order: an outline that moved would lose the focus.
     */
    get regions() {
        const stop = Math.min(this.stop, this.marks.length - 1);
        return this.marks
            .map((mark, index) => ({ ...this.regionOf(mark), index, tabIndex: index === stop ? '0' : '-1' }))
            .sort((a, b) => b.length - a.length || LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer));
    }
    handleZoomIn() {
        this.look(zoomed(this.view, STEP, this.scene));
    }
    handleZoomOut() {
        this.look(zoomed(this.view, 1 / STEP, this.scene));
    }
    handleFit() {
        this.look(this.whole);
    }
    handleTurn() {
        this.look(turned(this.view));
    }
    handleRetry() {
        void this.load();
    }
    handleBroken() {
        this.address = '';
        this.isBroken = true;
    }
    handleDown(event) {
        this.gestures.down(event, event.currentTarget);
    }
    handleMove(event) {
        this.gestures.move(event, event.currentTarget);
    }
    handleUp(event) {
        this.gestures.up(event, event.currentTarget);
    }
    /** Without Ctrl the wheel scrolls the page as everywhere; a pinch on a touchpad comes as a wheel with Ctrl. */
    handleWheel(event) {
        if (!event.ctrlKey)
            return;
        event.preventDefault();
        const at = pointIn(event, event.currentTarget);
        this.look(zoomed(this.view, Math.exp(-event.deltaY / 200), this.scene, at));
    }
    handleKey(event) {
        if (event.altKey || event.ctrlKey || event.metaKey)
            return;
        const view = this.viewAfter(event.key, event.target.classList.contains('stage'));
        if (!view)
            return;
        event.preventDefault();
        this.look(view);
    }
    handleRegionClick(event) {
        this.stop = indexOf(event);
        this.tell('markchosen', this.anchorAt(this.stop));
    }
    handleRegionFocus(event) {
        this.stop = indexOf(event);
        this.said = null;
    }
    handleRegionKey(event) {
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
        this.template?.querySelector(`.region[data-index="${next}"]`)?.focus({ preventScroll: true });
        this.said = this.anchorAt(next);
        this.tell('marklit', this.said);
    }
    get marks() {
        return marksOn(this.page.number, this.anchors);
    }
    /** Thinner where the words are small, so that they can be read inside their outlines. */
    get stroke() {
        const heights = this.marks.flatMap(({ shapes }) => shapes.map((corners) => lineHeight(corners, this.size)));
        const middle = heights.sort((a, b) => a - b)[Math.floor(heights.length / 2)] ?? 0;
        const shown = middle * fitScale(this.scene, this.view.turn) * this.view.zoom;
        return Math.round(Math.min(Math.max(shown / CLEAR, 0.5), 1) * 100) / 100;
    }
    get size() {
        return { width: this.page.width ?? 4, height: this.page.height ?? 3 };
    }
    /** Until the stage was measured it is as large as the picture. */
    get scene() {
        return { stage: this.stage ?? this.size, picture: this.size };
    }
    get whole() {
        return { ...WHOLE, turn: this.view.turn };
    }
    get stageElement() {
        return this.template?.querySelector('.stage') ?? null;
    }
    async load() {
        const { number } = this.page;
        this.address = '';
        this.isBroken = false;
        try {
            const address = await this.pictures?.picture(number);
            if (address && number === this.page.number)
                this.address = address;
        }
        catch {
            if (number === this.page.number)
                this.isBroken = true;
        }
    }
    measure() {
        const { clientWidth: width = 0, clientHeight: height = 0 } = this.stageElement ?? {};
        if (width === 0 || height === 0 || (this.stage?.width === width && this.stage.height === height))
            return;
        this.stage = { width, height };
        this.view = clamped(this.view, this.scene);
    }
    /** Brings the lit evidence into view, once for each light: what the person then does with the picture stands. */
    bringLit() {
        const light = `${this.activeDraftId}|${this.litPath}|${this.page.number}`;
        if (this.shownLight === light || !this.stage)
            return;
        this.shownLight = light;
        const lit = this.marks.filter(({ anchors }) => markKind(anchors, this) === 'lit').map(({ shapes }) => shapes);
        const one = this.viewOf(lit[0] ?? []);
        const all = this.viewOf(lit.flat());
        this.view = all.zoom >= one.zoom * SMALLER ? all : one;
    }
    viewOf(shapes) {
        const box = boxOf(shapes);
        const [first] = shapes;
        return box && first ? brought(this.view, box, lineHeight(first, this.size), this.scene) : this.view;
    }
    viewAfter(key, isOnStage) {
        if (key === '+' || key === '=')
            return zoomed(this.view, STEP, this.scene);
        if (key === '-')
            return zoomed(this.view, 1 / STEP, this.scene);
        if (key === '0')
            return this.whole;
        const way = isOnStage ? ARROWS[key] : undefined;
        return way && this.view.zoom > 1 ? moved(this.view, way, this.scene) : null;
    }
    look(view) {
        this.view = clamped(view, this.scene);
    }
    regionOf(mark) {
        const kind = markKind(mark.anchors, this);
        return {
            key: mark.key,
            layer: markKind(mark.anchors, { activeDraftId: this.activeDraftId, litPath: null }),
            length: mark.end - mark.start,
            className: `region region_${kind}`,
            label: regionName(this.text.slice(mark.start, mark.end), mark.anchors, this.activeDraftId),
            shapes: this.shapesOf(mark),
        };
    }
    shapesOf({ key, shapes }) {
        return shapes.map((corners, line) => ({
            key: `${key}-${line}`,
            haloKey: `${key}-${line}-halo`,
            points: outline(corners, this.size),
        }));
    }
    anchorAt(index) {
        return meantAnchor(this.marks[index]?.anchors ?? [], this);
    }
    tell(name, anchor) {
        if (!anchor)
            return;
        const { path, draftId } = anchor;
        this.dispatchEvent(new CustomEvent(name, { detail: { path, draftId }, bubbles: true, composed: true }));
    }
}
function indexOf(event) {
    return Number(event.currentTarget.dataset['index']);
}
