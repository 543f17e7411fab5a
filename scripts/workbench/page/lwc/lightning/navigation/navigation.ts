import type { LightningElement, WireDataCallback } from 'lwc';
import { currentPlace, goTo, onMove } from '../../../places/location.ts';
import { addressOf, type PageReference } from '../../../places/page-reference.ts';

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

/** Adds Lightning's two ways to go to a place: move there, or make a link of it. */
function mixin(Base: typeof LightningElement): typeof LightningElement {
  return class extends Base {
    [Navigate](place: PageReference, replace = false): void {
      goTo(place, replace);
    }

    async [GenerateUrl](place: PageReference): Promise<string> {
      return addressOf(place);
    }
  };
}

export const NavigationMixin = Object.assign(mixin, { Navigate, GenerateUrl });

/** The wire adapter that gives the place of the page, now and after every move. */
export class CurrentPageReference {
  readonly #give: WireDataCallback;
  #stop: (() => void) | undefined;

  constructor(give: WireDataCallback) {
    this.#give = give;
  }

  connect(): void {
    this.#give(currentPlace());
    this.#stop = onMove((place) => this.#give(place));
  }

  update(): void {}

  disconnect(): void {
    this.#stop?.();
  }
}
