import { api, LightningElement } from 'lwc';

import dealNumber from '@salesforce/label/c.Review_Deal_Number';
import region from '@salesforce/label/c.Review_Source_Text';
import playFrom from '@salesforce/label/c.Sound_From';
import type { UnsureWords } from 'c/captureTypes';
import type { Block, Segment } from 'c/evidenceMarks';
import { markKind, markName, meantAnchor, nextStop } from 'c/namedAnchors';
import type { NamedAnchor } from 'c/namedAnchors';
import type { BlockTime } from 'c/spokenWords';
import { fillIn } from 'c/valueFormat';

import { boxOfWords } from './wordBox';

const MARKS = { lit: 'mark mark_lit', check: 'mark mark_check', here: 'mark mark_here', other: 'mark' };

/** A run of one mark, or of the text beside it, that is as hard to read throughout. */
interface Run {
  key: string;
  start: number;
  text: string;
  className: string;
}

interface Piece {
  key: string;
  runs: readonly Run[];
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
 * @fires playfrom `{seconds}`: what was said from there on is to be heard
 */
export default class SourceText extends LightningElement {
  @api blocks: readonly Block[] = [];
  /** Words that were hard to read are dotted, those that were hard to hear have a wavy line. */
  @api unsure: readonly Pick<UnsureWords, 'start' | 'end' | 'from'>[] = [];
  /** When each block was said; empty where nothing was recorded. */
  @api times: readonly BlockTime[] = [];
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

  get textClass(): string {
    return this.times.length > 0 ? 'text text_timed' : 'text';
  }

  get drawnBlocks() {
    let index = -1;
    const stop = Math.min(this.stop, this.marks.length - 1);
    return this.blocks.map((block) => ({
      key: block.start,
      className: this.blockClass(block),
      numbers: this.numbered ? block.positions.map((position) => this.numberOf(position)) : [],
      times: this.times.filter(({ start }) => start === block.start).map(timeOf),
      pieces: block.segments.map((segment) => {
        if (segment.anchors.length > 0) index += 1;
        return this.pieceOf(segment, index, stop);
      }),
    }));
  }

  override renderedCallback(): void {
    if (this.shownPath === this.litPath) return;
    this.shownPath = this.litPath;
    this.reveal();
  }

  /** Scrolls no further than it takes to see the lit passage. */
  @api reveal(): void {
    this.template?.querySelector('.mark_lit')?.scrollIntoView({ block: 'nearest' });
  }

  /**
   * Shows which words are heard now; with nothing, none. A box is laid over them: the text itself is left alone, so that
   * nothing moves and nothing is drawn anew.
   */
  @api showHeard(words: { start: number; end: number } | null): void {
    const box = this.template?.querySelector<HTMLElement>('.heard');
    const text = this.template?.querySelector<HTMLElement>('.text');
    if (!box || !text) return;
    const place = words ? boxOfWords(text, words) : null;
    box.hidden = place === null;
    if (place) Object.assign(box.style, place);
  }

  handleTime(event: Event): void {
    const seconds = Number((event.currentTarget as HTMLElement).dataset['seconds']);
    this.dispatchEvent(new CustomEvent('playfrom', { detail: { seconds } }));
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

  private anchorAt(index: number): NamedAnchor | null {
    return meantAnchor(namedAnchors(this.marks[index]), this);
  }

  private pieceOf(segment: Segment, index: number, stop: number): Piece {
    const anchors = namedAnchors(segment);
    return {
      key: String(segment.start),
      runs: runsOf(segment, this.unsure),
      isMark: anchors.length > 0,
      index,
      className: MARKS[markKind(anchors, this)],
      label: markName(segment.text, anchors, this.activeDraftId),
      tabIndex: index === stop ? '0' : '-1',
    };
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

function runsOf({ start, text }: Segment, unsure: SourceText['unsure']): readonly Run[] {
  const end = start + text.length;
  const hard = unsure.filter((words) => words.start < end && words.end > start);
  const bounds = hard.flatMap((words) => [words.start, words.end]).filter((at) => at > start && at < end);
  const cuts = [...new Set([start, ...bounds])].sort((a, b) => a - b);
  return cuts.map((cut, index) => {
    const next = cuts[index + 1] ?? end;
    const words = hard.filter((each) => each.start <= cut && each.end >= next);
    const isHard = words.length > 0;
    const isHeard = words.some(({ from }) => typeof from === 'number');
    const className = isHeard ? 'hard hard_heard' : isHard ? 'hard' : '';
    return { key: String(cut), start: cut, text: text.slice(cut - start, next - start), className };
  });
}

function timeOf({ start, seconds, text }: BlockTime) {
  return { key: `t${start}`, seconds, text, label: fillIn(playFrom, text) };
}
