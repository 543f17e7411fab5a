import { LightningElement } from 'lwc';
import { destinationOf, DESTINATIONS, showsNotes } from '../../../places/destinations.ts';
import { currentPlace, onMove } from '../../../places/location.ts';
import { isSamePage, type PageReference } from '../../../places/page-reference.ts';
import { OBJECTS } from '../../../words/objects.ts';
import { words } from '../../../words/words.ts';
import type Toasts from '../toasts/toasts.ts';

type Kind = 'list' | 'record' | 'notes' | 'missing';

function kindOf(place: PageReference | null): Kind {
  if (place === null) return 'missing';
  if (showsNotes(place)) return 'notes';
  const object = place.attributes?.['objectApiName'];
  if (place.type === 'standard__recordPage') return object === undefined || object in OBJECTS ? 'record' : 'missing';
  return place.type === 'standard__objectPage' && object !== undefined && object in OBJECTS ? 'list' : 'missing';
}

/** The frame of the workbench: header, navigation, the page of the current place, toasts. */
export default class App extends LightningElement {
  words = words;
  place: PageReference | null = currentPlace();
  title = this.tabLabel;

  /** Set when the next render shows another page: focus and scroll then start at its top. */
  #arrived = false;
  /** Counts pages shown, so that each page starts anew while a change of its state keeps it. */
  #visit = 0;
  #stop: (() => void) | undefined;

  connectedCallback(): void {
    this.#stop = onMove((place) => this.move(place));
    this.showTitle(this.tabLabel);
  }

  disconnectedCallback(): void {
    this.#stop?.();
  }

  renderedCallback(): void {
    if (!this.#arrived) return;
    this.#arrived = false;
    window.scrollTo(0, 0);
    this.focusContent();
  }

  move(place: PageReference | null): void {
    if (!isSamePage(place, this.place)) {
      this.#arrived = true;
      this.#visit += 1;
    }
    this.place = place;
    if (this.#arrived) this.showTitle(this.tabLabel);
  }

  /** A list holding the one page shown: a new key makes the engine build the page anew. */
  get pages(): readonly Record<string, unknown>[] {
    const kind = kindOf(this.place);
    return [
      {
        key: this.#visit,
        isList: kind === 'list',
        isRecord: kind === 'record',
        isNotes: kind === 'notes',
        object: this.place?.attributes?.['objectApiName'],
        recordId: this.place?.attributes?.['recordId'],
        view: this.place?.state?.['filterName'],
      },
    ];
  }

  get active(): string | undefined {
    return destinationOf(this.place);
  }

  get tabLabel(): string {
    return DESTINATIONS.find(({ key }) => key === destinationOf(this.place))?.label ?? words.notFoundTitle;
  }

  handleTitle(event: CustomEvent<string>): void {
    this.showTitle(event.detail);
  }

  showTitle(title: string): void {
    this.title = title;
    document.title = `${title} | Workbench`;
  }

  handleSkip(event: Event): void {
    event.preventDefault();
    this.focusContent();
  }

  focusContent(): void {
    this.template?.querySelector('main')?.focus({ preventScroll: true });
  }

  handleToast(event: CustomEvent): void {
    event.stopPropagation();
    this.template?.querySelector<HTMLElement & Pick<Toasts, 'show'>>('workbench-toasts')?.show(event.detail);
  }
}
