import type { ChosenFile } from 'c/keptFiles';

/** What the tray holds, for the words and the button around it. */
export interface TrayContent {
  files: number;
  /** True when each is a picture: then they are pages. */
  arePages: boolean;
  /** True when each is a recording: they are heard one after the other. */
  areSounds: boolean;
  /** They were chosen before the page was left. */
  areRestored: boolean;
  /** False when they are gone with this page. */
  areKept: boolean;
}

export function contentOf(files: ChosenFile[], areRestored: boolean, areKept: boolean): TrayContent {
  return {
    files: files.length,
    arePages: files.every(({ kind }) => kind === 'picture'),
    areSounds: files.length > 0 && files.every(({ kind }) => kind === 'sound'),
    areRestored,
    areKept,
  };
}
