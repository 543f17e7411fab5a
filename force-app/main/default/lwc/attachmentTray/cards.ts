import type { FileKind } from 'c/fileTypes';
import type { ChosenFile } from 'c/keptFiles';
import { formatLength } from 'c/soundTimes';
import { fillIn, formatBytes } from 'c/valueFormat';
import cannotPlay from '@salesforce/label/c.Audio_Cannot_Play';
import play from '@salesforce/label/c.Audio_Play';
import recording from '@salesforce/label/c.Audio_Recording';
import earlier from '@salesforce/label/c.Files_Earlier';
import later from '@salesforce/label/c.Files_Later';
import page from '@salesforce/label/c.Files_Page';
import remove from '@salesforce/label/c.Files_Remove';
import thePage from '@salesforce/label/c.Files_The_Page';
import turn from '@salesforce/label/c.Files_Turn';
import type { Playing } from './playing';
import type { Previews } from './previews';

/** A chosen file as it is shown. */
export interface Card {
  id: string;
  title: string;
  /** Of a recording also how long it is, where the browser knows. */
  size: string;
  icon: string;
  /** The address of its picture, or null where it has none. */
  preview: string | null;
  /** Shows a turn that the content does not have yet. */
  turnStyle: string;
  isPicture: boolean;
  /** Where it is played; null where there is nothing to play. */
  sound: string | null;
  playName: string;
  /** Why a recording cannot be listened to here. */
  silence: string | null;
  earlierName: string | null;
  laterName: string | null;
  turnName: string;
  removeName: string;
  /** Why the server did not take it. */
  problem: string | null;
  cardClass: string;
}

const ICONS: Record<FileKind, string> = {
  picture: 'utility:image',
  document: 'doctype:pdf',
  mail: 'utility:email',
  text: 'doctype:txt',
  sound: 'doctype:audio',
};
/** A picture lying in a frame of four to three fits when it is as much smaller. */
const LYING = 0.75;

interface CardExtras {
  preview: string | undefined;
  sound: string | null;
  seconds: number | undefined;
  isSilent: boolean;
  problem: string | undefined;
}

/** What is known of chosen files beside themselves. */
export interface Known {
  previews: Pick<Previews, 'addressOf'>;
  playing: Pick<Playing, 'addressOf' | 'secondsOf' | 'isSilent'>;
  /** Why the server did not take a file, by the file's id. */
  problems: Readonly<Record<string, string>>;
}

export function cardsOf(files: ChosenFile[], { previews, playing, problems }: Known, locale: string): Card[] {
  return files.map((file, index) => {
    const extras = {
      preview: previews.addressOf(file.id),
      sound: playing.addressOf(file.id),
      seconds: playing.secondsOf(file.id),
      isSilent: playing.isSilent(file.id),
      problem: problems[file.id],
    };
    return cardOf(file, index, files.length, extras, locale);
  });
}

function cardOf(file: ChosenFile, index: number, count: number, extras: CardExtras, locale: string): Card {
  const named = nameIn(file, index, thePage);
  return {
    id: file.id,
    title: titleOf(file, index),
    size: sizeOf(file, extras.seconds, locale),
    icon: ICONS[file.kind],
    preview: extras.preview ?? null,
    turnStyle: turnStyleOf(file.quarters),
    isPicture: file.kind === 'picture',
    sound: extras.sound,
    playName: fillIn(play, named),
    silence: extras.isSilent ? cannotPlay : null,
    earlierName: index > 0 ? fillIn(earlier, named) : null,
    laterName: index < count - 1 ? fillIn(later, named) : null,
    turnName: fillIn(turn, named),
    removeName: fillIn(remove, named),
    problem: extras.problem ?? null,
    cardClass: `card ${extras.sound ? 'card_sound' : ''} ${extras.problem ? 'card_refused' : ''}`,
  };
}

/** A photo goes by its place: what a camera calls it tells nobody anything. */
export function titleOf(file: ChosenFile, index: number): string {
  return nameIn(file, index, page);
}

function nameIn({ kind, name }: ChosenFile, index: number, pageLabel: string): string {
  if (kind === 'picture' || (name === '' && kind !== 'sound')) return fillIn(pageLabel, index + 1);
  return name || fillIn(recording, index + 1);
}

function sizeOf({ content }: ChosenFile, seconds: number | undefined, locale: string): string {
  const bytes = formatBytes(content.size, locale);
  return seconds === undefined ? bytes : `${formatLength(seconds, locale)} · ${bytes}`;
}

function turnStyleOf(quarters: number): string {
  const scale = quarters % 2 === 1 ? ` scale(${LYING})` : '';
  return quarters === 0 ? '' : `transform: rotate(${quarters * 90}deg)${scale}`;
}
