import { api, LightningElement } from 'lwc';

import pictureOf from '@salesforce/label/c.Picture_Alt';
import type { SourcePage, UnsureWords } from 'c/captureTypes';
import { markKind, meantAnchor, nextStop, regionName } from 'c/namedAnchors';
import type { MarkKind, NamedAnchor } from 'c/namedAnchors';
import { openPictures } from 'c/pagePictures';
import type { PagePictures } from 'c/pagePictures';
import { boxOf, lineHeight, marksOn, outline, shapesOn, underline } from 'c/pageRegions';
import type { Corners, PageMark, Size } from 'c/pageRegions';
import { brought, clamped, fitScale, moved, sheetStyle, turned, WHOLE, zoomed } from 'c/pageView';
import type { Scene, StagePoint, View } from 'c/pageView';
import { fillIn } from 'c/valueFormat';

import { Gestures, pointIn } from './gestures';
import { labels } from './labels';

/** From the bottom to the top. */
const LAYERS: readonly MarkKind[] = ['other', 'here', 'check'];
/** Words this high on the screen, in pixels, bear outlines of full strength. */
const CLEAR = 16;
/** All lit words are shown at once unless that makes them this much smaller. */
const SMALLER = 0.6;
const STEP = 1.5;
const TAP_STEP = 2.5;
const ARROW_WAY = 60;
const ARROWS: Readonly<Record<string, StagePoint>> = {
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
  @api captureId = '';
  @api page!: SourcePage;
  /** The whole text of the source. */
  @api text = '';
  @api anchors: readonly NamedAnchor[] = [];
  @api unsure: readonly UnsureWords[] = [];
  @api activeDraftId = '';
  /** Change path whose evidence is lit, of the active deal. */
  @api litPath: string | null = null;

  labels = labels;
  address = '';
  isBroken = false;
  private view: View = WHOLE;
  private stage: Size | null = null;
  private isHeld = false;
  private stop = 0;
  private said: NamedAnchor | null = null;
  private shownPage = 0;
  private shownLight = '';
  private pictures: PagePictures | null = null;
  private observer: ResizeObserver | null = null;
  private readonly gestures = new Gestures({
    move: (by) => this.look(moved(this.view, by, this.scene)),
    zoom: (factor, at) => this.look(zoomed(this.view, factor, this.scene, at)),
    doubleTap: (at) => this.look(this.view.zoom > 1 ? this.whole : zoomed(this.view, TAP_STEP, this.scene, at)),
    grip: (isHeld) => {
      this.isHeld = isHeld;
    },
  });

  override connectedCallback(): void {
    this.pictures = openPictures(this.captureId);
    this.observer = new ResizeObserver(() => this.measure());
  }

  override disconnectedCallback(): void {
    this.observer?.disconnect();
    this.pictures?.close();
    this.pictures = null;
    this.shownPage = 0;
  }

  override renderedCallback(): void {
    const stage = this.stageElement;
    if (stage) this.observer?.observe(stage);
    if (!this.stage) this.measure();
    if (this.shownPage !== this.page.number) {
      this.shownPage = this.page.number;
      this.view = WHOLE;
      this.stop = 0;
      void this.load();
    }
    this.bringLit();
  }

  get isLoading(): boolean {
    return !this.address && !this.isBroken;
  }
  get alternative(): string {
    return fillIn(pictureOf, this.page.number, this.page.fileName ?? '');
  }
  get stageStyle(): string {
    return `aspect-ratio: ${this.size.width} / ${this.size.height}`;
  }
  get stageClass(): string {
    return this.view.zoom > 1 ? 'stage stage_zoomed' : 'stage';
  }
  get sheetClass(): string {
    return this.isHeld ? 'sheet sheet_held' : 'sheet';
  }
  get sheetStyle(): string {
    return `${sheetStyle(this.view, this.scene)}; --stroke: ${this.stroke}`;
  }
  get viewBox(): string {
    return `0 0 ${this.size.width} ${this.size.height}`;
  }
  get isWhole(): boolean {
    return this.view.zoom === 1;
  }
  /** Words that were hard to read and that no outline is around. */
  get hardLines() {
    return this.unsure.flatMap(({ start, regions }) =>
      shapesOn(this.page.number, regions).map((corners, line) => ({
        key: `${start}-${line}`,
        ...underline(corners, this.size),
      })),
    );
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

  handleZoomIn(): void {
    this.look(zoomed(this.view, STEP, this.scene));
  }
  handleZoomOut(): void {
    this.look(zoomed(this.view, 1 / STEP, this.scene));
  }
  handleFit(): void {
    this.look(this.whole);
  }
  handleTurn(): void {
    this.look(turned(this.view));
  }
  handleRetry(): void {
    void this.load();
  }
  handleBroken(): void {
    this.address = '';
    this.isBroken = true;
  }
  handleDown(event: PointerEvent): void {
    this.gestures.down(event, event.currentTarget as HTMLElement);
  }
  handleMove(event: PointerEvent): void {
    this.gestures.move(event, event.currentTarget as HTMLElement);
  }
  handleUp(event: PointerEvent): void {
    this.gestures.up(event, event.currentTarget as HTMLElement);
  }
  /** Without Ctrl the wheel scrolls the page as everywhere; a pinch on a touchpad comes as a wheel with Ctrl. */
  handleWheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const at = pointIn(event, event.currentTarget as HTMLElement);
    this.look(zoomed(this.view, Math.exp(-event.deltaY / 200), this.scene, at));
  }
  handleKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const view = this.viewAfter(event.key, (event.target as HTMLElement).classList.contains('stage'));
    if (!view) return;
    event.preventDefault();
    this.look(view);
  }
  handleRegionClick(event: Event): void {
    this.stop = indexOf(event);
    this.tell('markchosen', this.anchorAt(this.stop));
  }
  handleRegionFocus(event: Event): void {
    this.stop = indexOf(event);
    this.said = null;
  }
  handleRegionKey(event: KeyboardEvent): void {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.tell('markchosen', this.said ?? this.anchorAt(this.stop));
      this.said = null;
      return;
    }
    const next = nextStop(event.key, this.stop, this.marks.length - 1);
    if (next === null) return;
    event.preventDefault();
    this.stop = next;
    this.template?.querySelector<SVGElement>(`.region[data-index="${next}"]`)?.focus({ preventScroll: true });
    this.said = this.anchorAt(next);
    this.tell('marklit', this.said);
  }

  private get marks(): readonly PageMark[] {
    return marksOn(this.page.number, this.anchors);
  }
  /** Thinner where the words are small, so that they can be read inside their outlines. */
  private get stroke(): number {
    const heights = this.marks.flatMap(({ shapes }) => shapes.map((corners) => lineHeight(corners, this.size)));
    const middle = heights.sort((a, b) => a - b)[Math.floor(heights.length / 2)] ?? 0;
    const shown = middle * fitScale(this.scene, this.view.turn) * this.view.zoom;
    return Math.round(Math.min(Math.max(shown / CLEAR, 0.5), 1) * 100) / 100;
  }
  private get size(): Size {
    return { width: this.page.width ?? 4, height: this.page.height ?? 3 };
  }
  /** Until the stage was measured it is as large as the picture. */
  private get scene(): Scene {
    return { stage: this.stage ?? this.size, picture: this.size };
  }
  private get whole(): View {
    return { ...WHOLE, turn: this.view.turn };
  }
  private get stageElement(): HTMLElement | null {
    return this.template?.querySelector<HTMLElement>('.stage') ?? null;
  }

  private async load(): Promise<void> {
    const { number } = this.page;
    this.address = '';
    this.isBroken = false;
    try {
      const address = await this.pictures?.picture(number);
      if (address && number === this.page.number) this.address = address;
    } catch {
      if (number === this.page.number) this.isBroken = true;
    }
  }

  private measure(): void {
    const { clientWidth: width = 0, clientHeight: height = 0 } = this.stageElement ?? {};
    if (width === 0 || height === 0 || (this.stage?.width === width && this.stage.height === height)) return;
    this.stage = { width, height };
    this.view = clamped(this.view, this.scene);
  }

  /** Brings the lit evidence into view, once for each light: what the person then does with the picture stands. */
  private bringLit(): void {
    const light = `${this.activeDraftId}|${this.litPath}|${this.page.number}`;
    if (this.shownLight === light || !this.stage) return;
    this.shownLight = light;
    const lit = this.marks.filter(({ anchors }) => markKind(anchors, this) === 'lit').map(({ shapes }) => shapes);
    const one = this.viewOf(lit[0] ?? []);
    const all = this.viewOf(lit.flat());
    this.view = all.zoom >= one.zoom * SMALLER ? all : one;
  }

  private viewOf(shapes: readonly Corners[]): View {
    const box = boxOf(shapes);
    const [first] = shapes;
    return box && first ? brought(this.view, box, lineHeight(first, this.size), this.scene) : this.view;
  }

  private viewAfter(key: string, isOnStage: boolean): View | null {
    if (key === '+' || key === '=') return zoomed(this.view, STEP, this.scene);
    if (key === '-') return zoomed(this.view, 1 / STEP, this.scene);
    if (key === '0') return this.whole;
    const way = isOnStage ? ARROWS[key] : undefined;
    return way && this.view.zoom > 1 ? moved(this.view, way, this.scene) : null;
  }

  private look(view: View): void {
    this.view = clamped(view, this.scene);
  }

  private regionOf(mark: PageMark) {
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

  private shapesOf({ key, shapes }: PageMark) {
    return shapes.map((corners, line) => ({
      key: `${key}-${line}`,
      haloKey: `${key}-${line}-halo`,
      points: outline(corners, this.size),
    }));
  }

  private anchorAt(index: number): NamedAnchor | null {
    return meantAnchor(this.marks[index]?.anchors ?? [], this);
  }

  private tell(name: string, anchor: NamedAnchor | null): void {
    if (!anchor) return;
    const { path, draftId } = anchor;
    this.dispatchEvent(new CustomEvent(name, { detail: { path, draftId }, bubbles: true, composed: true }));
  }
}

function indexOf(event: Event): number {
  return Number((event.currentTarget as SVGElement).dataset['index']);
}
