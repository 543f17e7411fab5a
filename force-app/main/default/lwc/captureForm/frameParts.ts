import type { ChosenFile } from 'c/keptFiles';

/** What the form asks of the parts of its frame. */

export interface TextArea extends HTMLElement {
  setCustomValidity(message: string): void;
  reportValidity(): boolean;
}

export interface Tray extends HTMLElement {
  add(files: File[]): void;
  ready(): Promise<ChosenFile[] | null>;
  restore(): void;
  removeAll(): void;
  chooseSound(): void;
  showProblem(take: number, sentence: string): boolean;
  focusProblem(): boolean;
}
