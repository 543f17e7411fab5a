import failed from '@salesforce/label/c.Sound_Failed';
import pause from '@salesforce/label/c.Sound_Pause';
import play from '@salesforce/label/c.Sound_Play';
import player from '@salesforce/label/c.Sound_Player';
import position from '@salesforce/label/c.Sound_Position';
import retry from '@salesforce/label/c.Sound_Retry';
import speed from '@salesforce/label/c.Sound_Speed';
import unplayable from '@salesforce/label/c.Sound_Unplayable';
/** What the tools and the states of a recording say. */
export const labels = { failed, pause, play, player, position, retry, speed, unplayable };
