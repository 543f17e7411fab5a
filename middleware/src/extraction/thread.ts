/** The thread that long texts are read in, and all are extracted in: the longest take seconds, and calls are answered meanwhile. */
import { answerWork } from '../platform/threads.ts';
import { carryOver } from '../readings/carrying.ts';
import { readText } from '../readings/text.ts';
import type { ThreadWork } from './beside.ts';
import { extract } from './extract.ts';
import { reconcile } from './models/reconcile.ts';

answerWork((input) => {
  const work = input as ThreadWork;
  if ('reconcile' in work) return reconcile(work.reconcile);
  if ('carry' in work) return carryOver(work.carry.read, work.carry.corrected);
  return 'read' in work ? readText(work.read.text, work.read.language) : extract(work.extract);
});
