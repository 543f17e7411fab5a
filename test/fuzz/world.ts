import { createHash, randomBytes, randomUUID } from 'node:crypto';

import { z } from 'zod';

import { authorizationOf } from './callers.ts';
import type { Plan, Target } from './plans.ts';

const seenDraft = z.looseObject({ id: z.string(), captureId: z.string(), version: z.number() });
const seenCapture = z.looseObject({ id: z.string(), drafts: z.array(seenDraft) });

/** A call with everything filled in, as it goes over the wire. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | null;
}

/** A capture with a draft of it, as one of a sequence's targets. */
interface Known {
  captureId: string;
  draftId: string;
  version: number;
}

/** What a sequence has made so far: plans become calls by it, and it learns from answers. */
export class World {
  readonly #known: Readonly<Record<'first' | 'second' | 'unknown', Known>> = {
    first: fresh(),
    second: fresh(),
    unknown: fresh(),
  };
  /** Of its own: what a sequence lists, it has made. */
  readonly #user = `005${randomBytes(6).toString('hex')}`;
  readonly #given: Readonly<Record<'erased' | 'other org', Known>>;

  constructor(given: Readonly<Record<'erased' | 'other org', Known>>) {
    this.#given = given;
  }

  /** The call that a plan means now. */
  async callOf(plan: Plan): Promise<Call> {
    const method = plan.method ?? plan.operation.method;
    const { captureId } = this.#of(plan.target);
    const claim = { caller: plan.caller, user: this.#user, captureId };
    const authorization = plan.operation.open ? undefined : await authorizationOf(claim);
    const body = this.#bodyOf(plan);
    const headers: (readonly [string, string])[] = [
      ...(authorization ? [['Authorization', authorization] as const] : []),
      ...(body && plan.headers.every(([name]) => name !== 'Content-Type')
        ? [['Content-Type', plan.body.kind === 'bytes' ? 'application/octet-stream' : 'application/json'] as const]
        : []),
      ...digestOf(plan),
      ...(plan.wait === null ? [] : [['Prefer', plan.wait] as const]),
      ...this.#versionOf(plan),
      ...plan.headers,
    ];
    return { method, path: this.#pathOf(plan), headers, body };
  }

  /** Remembers what an answer tells of drafts and their versions. */
  learn(body: unknown): void {
    for (const draft of draftsIn(body)) {
      const known = Object.values(this.#known).find(({ captureId }) => captureId === draft.captureId);
      if (!known) continue;
      known.draftId = draft.id;
      known.version = draft.version;
    }
  }

  #of(target: Target): Known {
    if (typeof target === 'object') return { captureId: target.raw, draftId: target.raw, version: 1 };
    return target === 'erased' || target === 'other org' ? this.#given[target] : this.#known[target];
  }

  #pathOf({ operation, target, number, query }: Plan): string {
    const { captureId, draftId } = this.#of(target);
    const id = operation.path.startsWith('/v1/drafts') ? draftId : captureId;
    const path = operation.path.replaceAll('{id}', id).replaceAll(/\{\w+\}/g, number);
    const pairs = Object.entries(query).map(([name, value]) => `${encode(name)}=${encode(asText(value))}`);
    return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path;
  }

  #versionOf({ operation, target, ifMatch }: Plan): (readonly [string, string])[] {
    const asked = operation.parameters.some(({ name }) => name === 'If-Match');
    if (!asked || ifMatch === 'none') return [];
    return [['If-Match', typeof ifMatch === 'object' ? ifMatch.raw : `"${this.#of(target).version}"`]];
  }

  #bodyOf({ operation, target, body }: Plan): Buffer | null {
    if (body.kind === 'none') return null;
    if (body.kind === 'bytes') return body.value;
    const isCapture = operation.path === '/v1/captures';
    // A capture of ours may have the id that one of another org has: then it is no other org's any more.
    const { captureId, draftId } = this.#of(isCapture && target === 'other org' ? 'unknown' : target);
    const id = isCapture ? captureId : draftId;
    const value = body.kind === 'raw' || body.ownId ? withId(body.value, id) : body.value;
    const json = JSON.stringify(value);
    return body.kind === 'raw' ? body.spoil(json) : Buffer.from(json);
  }
}

function digestOf({ body }: Plan): (readonly [string, string])[] {
  if (body.kind !== 'bytes' || body.digest === 'none') return [];
  const right = `sha-256=:${createHash('sha256').update(body.value).digest('base64')}:`;
  return [['Content-Digest', body.digest === 'right' ? right : body.digest.raw]];
}

const fresh = (): Known => ({ captureId: randomUUID(), draftId: randomUUID(), version: 1 });

function withId(value: unknown, id: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'id') ? { ...value, id } : value;
}

function draftsIn(body: unknown): z.infer<typeof seenDraft>[] {
  const capture = seenCapture.safeParse(body).data;
  const draft = seenDraft.safeParse(body).data;
  return capture?.drafts.slice(0, 1) ?? (draft ? [draft] : []);
}

/** Percent encoding that takes lone surrogates too. */
const encode = (text: string) => encodeURIComponent(text.toWellFormed());
const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 2000);
