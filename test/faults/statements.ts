/** Names the statements at which a process can be killed, so that a plan and a table can speak of them. */

const TRANSACTION = /^(begin|commit)$/i;
const READ = /^\s*select\b/i;
const WRITE = /\b(insert into|update|delete from)\s+(\w+)/i;
const STATES = new Set<unknown>(['reading', 'extracting', 'matching', 'ready']);

/** What the queue and the heartbeat do by themselves, whether or not there is a capture. */
const BACKGROUND = /\b(pgboss|processes)\b/i;

/**
 * The name of a statement that changes something or ends a transaction, or undefined: a kill at a statement that only reads is
 * the same as one after the change before it.
 */
export function nameStatement(text: string, values: readonly unknown[] = []): string | undefined {
  const transaction = TRANSACTION.exec(text.trim());
  if (transaction) return text.trim().toLowerCase();
  if (BACKGROUND.test(text)) return nameJobStatement(text);
  const write = READ.test(text) ? undefined : WRITE.exec(text);
  if (!write) return undefined;
  const name = `${write[1]?.toLowerCase()} ${write[2]}`;
  if (write[2] !== 'captures') return name;
  return `${name}${purposeOf(text, values)}`;
}

function nameJobStatement(text: string): string | undefined {
  if (/insert into pgboss\.job/i.test(text)) return 'send job';
  if (/\bstate = 'active'/i.test(text) && /skip locked/i.test(text)) return 'fetch job';
  return /\bstate = 'completed'/i.test(text) && /^with results/i.test(text.trim()) ? 'complete job' : undefined;
}

/** Several writes of the pipeline go to one table: what tells them apart is the state they lead to. */
function purposeOf(text: string, values: readonly unknown[]): string {
  const state = values.findLast((value) => STATES.has(value)) ?? /set state = '(\w+)'/i.exec(text)?.[1];
  if (typeof state === 'string') return ` (${state})`;
  if (/corrected_text = \$/i.test(text)) return ' (corrected)';
  return /attempts/i.test(text) && !/^insert/i.test(text.trim()) ? ' (attempt)' : '';
}

/** Where a process is killed: at the nth statement of a name, or at the nth of any name. */
export interface KillPoint {
  statement: string | null;
  ordinal: number;
  /** Before it is sent, while the database works on it, or when its answer has come. */
  moment: Moment;
}

export const MOMENTS = ['before', 'during', 'after'] as const;
export type Moment = (typeof MOMENTS)[number];
