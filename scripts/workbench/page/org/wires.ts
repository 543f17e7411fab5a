import type { WireAdapterConstructor, WireConfigValue, WireDataCallback } from 'lwc';

/** What a wired property or function receives. */
export interface WireResult<T> {
  readonly data: T | undefined;
  readonly error: unknown;
}

interface LiveWire {
  readonly config: WireConfigValue | undefined;
  run(): Promise<void>;
}

const live = new Set<LiveWire>();
const givers = new WeakMap<object, LiveWire>();

/**
 * A wire adapter around a call. As on the platform it first gives neither data nor error, waits until no
 * parameter is undefined, gives read-only data, and drops the answer to parameters that changed meanwhile.
 */
export function wireAdapter<T>(
  load: (config: WireConfigValue) => Promise<T>,
  isReady: (config: WireConfigValue) => boolean = allDefined,
): WireAdapterConstructor {
  return class implements LiveWire {
    config: WireConfigValue | undefined;
    readonly #give: WireDataCallback;
    #turn = 0;

    constructor(give: WireDataCallback) {
      this.#give = give;
      this.tell({ data: undefined, error: undefined });
    }

    connect(): void {
      live.add(this);
      void this.run();
    }

    disconnect(): void {
      live.delete(this);
    }

    update(config: WireConfigValue): void {
      this.config = config;
      void this.run();
    }

    async run(): Promise<void> {
      const { config } = this;
      if (!live.has(this) || !config || !isReady(config)) return;
      const turn = ++this.#turn;
      const result = await settled(load(config));
      if (turn === this.#turn && live.has(this)) this.tell(result);
    }

    private tell(result: WireResult<T>): void {
      givers.set(result, this);
      this.#give(result);
    }
  };
}

async function settled<T>(call: Promise<T>): Promise<WireResult<T>> {
  try {
    return { data: readOnly(await call), error: undefined };
  } catch (error) {
    return { data: undefined, error };
  }
}

function allDefined(config: WireConfigValue): boolean {
  return Object.values(config).every((value) => value !== undefined);
}

function readOnly<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(readOnly);
  }
  return value;
}

/** Asks again for what a wired property or function received; does nothing for anything else. */
export async function refreshWired(result: unknown): Promise<void> {
  if (result !== null && typeof result === 'object') await givers.get(result)?.run();
}

/** Asks again for every wire on the page whose parameters pass the test. */
export async function refreshWhere(concerns: (config: WireConfigValue) => boolean): Promise<void> {
  const concerned = [...live].filter(({ config }) => config !== undefined && concerns(config));
  await Promise.all(concerned.map((wire) => wire.run()));
}
