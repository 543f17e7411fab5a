import type { KillPoint } from './statements.ts';
import { startVictim, type Victim } from './victim-process.ts';
import type { VictimWishes } from './victim.ts';

/** The processes on one store, one at a time. */
export interface Stage {
  /** The process that runs, or a new one when that is dead or does not obey. */
  victim(obeys?: boolean): Promise<Victim>;
  /** Starts a process that dies at a point soon after its start. */
  startDying(point: KillPoint): Promise<Victim | undefined>;
  clear(): Promise<void>;
}

export function createStage(wishes: Pick<VictimWishes, 'configuration' | 'takeUpAfterSeconds'>): Stage {
  let current: { victim: Victim; obeys: boolean } | undefined;
  const clear = async () => {
    if (current && !current.victim.isDead()) await current.victim.kill();
    current = undefined;
  };
  const start = async (obeys: boolean, dieAtStart: KillPoint | null) => {
    await clear();
    const victim = await startVictim({ ...wishes, obeys, dieAtStart });
    current = victim && { victim, obeys };
    return victim;
  };
  return {
    clear,
    startDying: (point) => start(false, point),
    async victim(obeys = false) {
      if (current && !current.victim.isDead() && (current.obeys || !obeys)) return current.victim;
      const victim = await start(obeys, null);
      if (!victim) throw new Error('a process died that nobody killed');
      return victim;
    },
  };
}
