import { REFUSALS, type FileRefusal } from 'c/fileTypes';
import type { ChosenFile } from 'c/keptFiles';
import { countOf, fillIn } from 'c/valueFormat';
import lang from '@salesforce/i18n/lang';
import add from '@salesforce/label/c.Files_Add';
import addedOne from '@salesforce/label/c.Files_Added_One';
import addedOther from '@salesforce/label/c.Files_Added_Other';
import choose from '@salesforce/label/c.Files_Choose';
import dismiss from '@salesforce/label/c.Files_Dismiss';
import dropHere from '@salesforce/label/c.Files_Drop';
import leftOutOne from '@salesforce/label/c.Files_Left_Out_One';
import leftOutOther from '@salesforce/label/c.Files_Left_Out_Other';
import list from '@salesforce/label/c.Files_List';
import moved from '@salesforce/label/c.Files_Moved';
import photo from '@salesforce/label/c.Files_Photo';
import preparing from '@salesforce/label/c.Files_Preparing';
import removedMany from '@salesforce/label/c.Files_Removed_Many';
import removedOne from '@salesforce/label/c.Files_Removed_One';
import takePhoto from '@salesforce/label/c.Files_Take_Photo';
import turned from '@salesforce/label/c.Files_Turned';
import undo from '@salesforce/label/c.Files_Undo';
import what from '@salesforce/label/c.Files_What';
import { titleOf } from './cards';

/** A file that is still to be looked at. */
export interface Waiting {
  id: string;
  file: File;
}

export interface WaitingRow {
  id: string;
  words: string;
}

/** A file that was not taken. */
export interface Refused {
  id: string;
  name: string;
  reason: FileRefusal;
}

export interface RefusedRow {
  id: string;
  name: string;
  sentence: string;
  dismissName: string;
}

/** A file that was removed last and can be put back where it was. */
export interface Removed {
  file: ChosenFile;
  position: number;
}

export const LABELS = { dropHere, list, undo, what };
export const FIRST_BUTTONS = { choose, photo: takePhoto };
export const ADD_BUTTONS = { choose: add, photo };

export function waitingRow({ id, file }: Waiting): WaitingRow {
  return { id, words: fillIn(preparing, file.name) };
}

export function refusedRow({ id, name, reason }: Refused): RefusedRow {
  return { id, name, sentence: REFUSALS[reason], dismissName: fillIn(dismiss, name) };
}

export function leftOut(files: number): string {
  return countOf(files, leftOutOne, leftOutOther, lang);
}

export function addedOf(files: number): string {
  return countOf(files, addedOne, addedOther, lang);
}

export function turnedOf(files: ChosenFile[], id: string): string {
  return files.flatMap((file, index) => (file.id === id ? [fillIn(turned, titleOf(file, index))] : [])).join('');
}

/** Named as it was called before it moved. */
export function movedOf(file: ChosenFile, from: number, to: number, files: number): string {
  return fillIn(moved, titleOf(file, from), to + 1, files);
}

/** @returns nothing when nothing was removed */
export function removedOf(removed: Removed[]): string {
  const [first] = removed;
  if (!first) return '';
  return removed.length > 1
    ? fillIn(removedMany, removed.length)
    : fillIn(removedOne, titleOf(first.file, first.position));
}
