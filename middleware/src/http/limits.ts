import { createHmac, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';

import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

import type { Caller } from '../orgs/caller.ts';
import type { Limits } from '../platform/configuration.ts';
import { CodedError } from '../platform/errors.ts';

interface Parts {
  limits: Pick<Limits, 'userRequests' | 'orgRequests'>;
  onRefused(limit: 'user-requests' | 'org-requests' | 'address'): void;
}

/** Bounds how many calls this process takes in a minute. Each refusal says for how long. */
export interface CallLimits {
  /** @throws CodedError `too-many-requests` when too many tokens from this address were refused: the next is not looked at. */
  refuseAddress(address: string | undefined): Promise<void>;
  /** Counts a token that was refused. Accepted ones are not counted: all calls of many orgs come from few addresses. */
  countRefusedToken(address: string | undefined): Promise<void>;
  /** Counts an authenticated call. @throws CodedError `too-many-requests` above the limit of its user or org. */
  count(caller: Caller): Promise<void>;
}

const WINDOW_SECONDS = 60;
/** Checking so many signatures costs a processor a tenth of a second. An org whose key has just changed seldom calls as often. */
const REFUSED_TOKENS = 3_000;
/** Addresses share this many counters, so that a flood from ever new ones takes no more memory than this. */
const ADDRESS_COUNTERS = 65_536;

export function createCallLimits({ limits, onRefused }: Parts): CallLimits {
  const users = new RateLimiterMemory({ points: limits.userRequests, duration: WINDOW_SECONDS });
  const orgs = new RateLimiterMemory({ points: limits.orgRequests, duration: WINDOW_SECONDS });
  const addresses = new RateLimiterMemory({ points: REFUSED_TOKENS, duration: WINDOW_SECONDS });
  // Nobody outside can tell which addresses share a counter.
  const secret = randomBytes(32);
  const counterOf = (address: string | undefined) =>
    createHmac('sha256', secret)
      .update(networkOf(address ?? ''))
      .digest()
      .readUInt32BE() % ADDRESS_COUNTERS;
  const refuse = (limit: Parameters<typeof onRefused>[0], state: RateLimiterRes): never => {
    onRefused(limit);
    const retryAfter = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
    throw new CodedError('too-many-requests', undefined, { retryAfter });
  };
  const consume = async (limiter: RateLimiterMemory, key: string, limit: Parameters<typeof onRefused>[0]) => {
    try {
      await limiter.consume(key);
    } catch (error) {
      if (error instanceof RateLimiterRes) refuse(limit, error);
      throw error;
    }
  };
  return {
    async refuseAddress(address) {
      const state = await addresses.get(counterOf(address));
      if (state && state.consumedPoints >= REFUSED_TOKENS && state.msBeforeNext > 0) refuse('address', state);
    },
    async countRefusedToken(address) {
      await addresses.penalty(counterOf(address));
    },
    // The org first: what it is refused makes no counter for a user, however many it names.
    async count({ orgId, userId, scope }) {
      await consume(orgs, orgId, 'org-requests');
      if (scope.kind === 'org') return;
      try {
        await consume(users, `${orgId} ${userId.slice(0, 15)}`, 'user-requests');
      } catch (error) {
        // What a user is refused must not use up what the others of the org may call.
        await orgs.reward(orgId);
        throw error;
      }
    },
  };
}

/** An IPv4 address, or the /64 network of an IPv6 address: one subscriber has all addresses of such a network. */
export function networkOf(address: string): string {
  const embedded = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (embedded) return embedded;
  if (!isIPv6(address)) return address;
  const [front = '', back] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const groups = (text: string | undefined) => (text ? text.split(':') : []);
  const missing = back === undefined ? 0 : 8 - groups(front).length - groups(back).length;
  const all = [...groups(front), ...Array.from({ length: Math.max(missing, 0) }, () => '0'), ...groups(back)];
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
