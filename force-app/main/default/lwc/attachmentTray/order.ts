import type { ChosenFile } from 'c/keptFiles';
import type { Removed } from './words';

/** A file that went one place on, and between which. */
export interface Move {
  files: ChosenFile[];
  file: ChosenFile;
  from: number;
  to: number;
}

/** @returns null when there is no such file, or no place there */
export function movedBy(files: ChosenFile[], id: string, by: -1 | 1): Move | null {
  const from = files.findIndex((file) => file.id === id);
  const file = files[from];
  const to = from + by;
  if (!file || to < 0 || to >= files.length) return null;
  return { files: files.toSpliced(from, 1).toSpliced(to, 0, file), file, from, to };
}

/** Puts files back where they were. */
export function withBack(files: ChosenFile[], removed: Removed[]): ChosenFile[] {
  return removed.reduce((all, { file, position }) => all.toSpliced(position, 0, file), files);
}

/** @returns the way on from which the keyboard goes back: at an end there is only the other one */
export function wayAfter({ to, files }: Move, by: -1 | 1): 'earlier' | 'later' {
  const isAtEnd = by < 0 ? to === 0 : to === files.length - 1;
  return by < 0 === isAtEnd ? 'later' : 'earlier';
}
