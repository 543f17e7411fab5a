import type { ApiSession } from '../session.ts';

/** One call to a resource below `/services/data/vNN.0`, on its own or inside a composite one. */
export interface ApiCall {
  readonly method: string;
  /** What follows the version, without a slash at either end: `sobjects/Account/001...`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** `v67.0` */
  readonly version: string;
  /** `Sforce-Duplicate-Rule-Header: allowSave=true`: alerts of duplicate rules have been read. */
  readonly allowDuplicates: boolean;
  /** `Sforce-Query-Options: batchSize=`, when one is named. */
  readonly pageRows: number | null;
}

export interface ApiAnswer {
  readonly status: number;
  /** Absent for 204. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What answers a call; the segments are those parts of the path that the route leaves open. */
export type Resource = (session: ApiSession, call: ApiCall, segments: Readonly<Record<string, string>>) => ApiAnswer;

/** Resources by `METHOD path`, where `:name` stands for any one segment. The first that fits answers. */
export type Resources = Readonly<Record<string, Resource>>;

export const ok = (body: unknown): ApiAnswer => ({ status: 200, body });
export const noContent: ApiAnswer = { status: 204 };
