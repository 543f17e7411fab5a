import { api, LightningElement } from 'lwc';

import dealNumber from '@salesforce/label/c.Review_Deal_Number';
import markLabel from '@salesforce/label/c.Review_Mark';
import markCheck from '@salesforce/label/c.Review_Mark_Check';
import markOther from '@salesforce/label/c.Review_Mark_Other';
import region from '@salesforce/label/c.Review_Source_Text';
import type { Anchor, Block, Segment } from 'c/evidenceMarks';
import { quoted } from 'c/reviewWords';
import { fillIn } from 'c/valueFormat';

/** An anchor with what a person calls it: the field's label, the number of its deal. */
export interface NamedAnchor extends Anchor {
  label: string;
  position: number;
}

interface Piece {
  key: string;
  text: string;
  isMark: boolean;
  index: number;
  className: string;
  label: string;
  tabIndex: string;
}

/**
 * The source as written, with a mark under every passage that a value came from. One Tab stop: arrows walk the marks and
 * say what was read there, Enter goes to the field.
 * @fires marklit `{path, draftId}`: the keyboard stands on a mark
 * @fires markchosen `{path, draftId}`: a mark was clicked or entered
 */
export default class SourceText extends LightningElement {
  @api blocks: readonly Block[] = [];
  @api activeDraftId = '';
  @api activePosition = 0;
  /** Change path whose evidence is lit, of the active deal. */
  @api litPath: string | null = null;
  /** Numbered brackets tie passages to the tabs of several deals. */
  @api numbered = false;

  labels = { region };
  private stop = 0;
  /** What the arrows just said: Enter goes there and nowhere else. */
  private said: NamedAnchor | null = null;
  private shownPath: string | null = null;

  get drawnBlocks() {
    let index = -1;
    const stop = Math.min(this.stop, this.marks.length - 1);
    return this.blocks.map((block) => ({
      key: block.start,
      className: this.blockClass(block),
      numbers: this.numbered ? block.positions.map((position) => this.numberOf(position)) : [],
      pieces: block.segments.map((segment) => {
        if (segment.anchors.length > 0) index += 1;
        return this.pieceOf(segment, index, stop);
      }),
    }));
  }

  override renderedCallback(): void {
    if (this.shownPath === this.litPath) return;
    this.shownPath = this.litPath;
    this.template?.querySelector('.mark_lit')?.scrollIntoView({ block: 'nearest' });
  }

  handleClick(event: Event): void {
    const index = indexOf(event);
    this.stop = index;
    this.choose(index);
  }

  handleFocus(event: Event): void {
    this.stop = indexOf(event);
    this.said = null;
  }

  handleKey(event: KeyboardEvent): void {
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
    this.template?.querySelectorAll<HTMLElement>('mark')[next]?.focus();
    this.said = this.anchorAt(next);
    this.tell('marklit', this.said);
  }

  private get marks(): readonly Segment[] {
    return this.blocks.flatMap((block) => block.segments).filter(({ anchors }) => anchors.length > 0);
  }

  private choose(index: number): void {
    this.tell('markchosen', this.anchorAt(index));
  }

  /** The use of this passage that is meant: of this deal first, then the narrowest; choosing again takes the next one. */
  private anchorAt(index: number): NamedAnchor | null {
    const anchors = namedAnchors(this.marks[index]);
    const here = anchors.filter(({ draftId }) => draftId === this.activeDraftId);
    const ranked = [...(here.length > 0 ? here : anchors)].sort((a, b) => a.end - a.start - (b.end - b.start));
    const lit = ranked.findIndex(({ path, draftId }) => path === this.litPath && draftId === this.activeDraftId);
    return ranked[(lit + 1) % ranked.length] ?? null;
  }

  private pieceOf(segment: Segment, index: number, stop: number): Piece {
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

  private markClass(anchors: readonly NamedAnchor[]): string {
    const here = anchors.filter(({ draftId }) => draftId === this.activeDraftId);
    if (here.some(({ path }) => path === this.litPath)) return 'mark mark_lit';
    if (here.some(({ toCheck }) => toCheck)) return 'mark mark_check';
    return here.length > 0 ? 'mark mark_here' : 'mark';
  }

  private labelOf(text: string, anchors: readonly NamedAnchor[]): string {
    const here = anchors.filter(({ draftId }) => draftId === this.activeDraftId);
    const named = here.length > 0 ? here : anchors;
    const names = [...new Set(named.map(({ label }) => label))].join(', ');
    if (here.length === 0) return fillIn(markOther, quoted(text), names, named[0]?.position ?? '');
    return fillIn(here.some(({ toCheck }) => toCheck) ? markCheck : markLabel, quoted(text), names);
  }

  private blockClass({ positions }: Block): string {
    if (!this.numbered || positions.length === 0) return 'block';
    return positions.includes(this.activePosition) ? 'block block_deal block_active' : 'block block_deal';
  }

  private numberOf(position: number) {
    return {
      key: `n${position}`,
      text: String(position),
      title: fillIn(dealNumber, position),
      className: position === this.activePosition ? 'number number_active' : 'number',
    };
  }

  private tell(name: string, anchor: NamedAnchor | null): void {
    if (!anchor) return;
    const { path, draftId } = anchor;
    this.dispatchEvent(new CustomEvent(name, { detail: { path, draftId }, bubbles: true, composed: true }));
  }
}

function namedAnchors(segment: Segment | undefined): readonly NamedAnchor[] {
  return (segment?.anchors ?? []) as readonly NamedAnchor[];
}

function indexOf(event: Event): number {
  return Number((event.currentTarget as HTMLElement).dataset['index']);
}

function nextStop(key: string, stop: number, last: number): number | null {
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
