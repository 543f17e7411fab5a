import type { NextFunction, Request, Response } from 'express';

import type { Api } from '../rest/api.ts';
import { RestProblem } from '../rest/problem.ts';
import type { Hidden } from '../rest/reader.ts';

/** What can go wrong with the next calls. */
export type Fault =
  /** 503 with Salesforce's words. */
  | 'unavailable'
  /** 403 REQUEST_LIMIT_EXCEEDED. */
  | 'limit'
  /** The connection ends in the middle of the answer. */
  | 'cut'
  /** 200 with what is no JSON. */
  | 'garbage'
  /** 200 with an answer of 64 MB. */
  | 'huge'
  /** 401 INVALID_SESSION_ID, the token being good. */
  | 'session'
  /** 500 UNKNOWN_EXCEPTION. */
  | 'broken';

export interface Faults {
  /**
   * The next calls fail so, `times` of them, after `after` others have passed: those whose address holds `path`, which is
   * `/services/data/` unless it says otherwise (`/services/oauth2/token`).
   */
  fail(fault: Fault, times?: number, more?: { readonly after?: number; readonly path?: string }): void;
  /** Every call waits so long from now on; 0 ends it. */
  slow(milliseconds: number): void;
  /** All access tokens end, now or after so many further calls to `/services/data`. */
  expireTokens(afterCalls?: number): void;
  /** Whatever the integration user or a person was given ends, refresh tokens too. */
  revokeTokens(userId: string): void;
  /** Nobody may read the object or field any more, until `showAll`. */
  hide(object: string, field?: string): void;
  showAll(): void;
  /** The next bulk jobs end as Failed. */
  failJobs(times?: number): void;
  /** The results of all bulk jobs are gone. */
  expireJobs(): void;
}

interface Planned {
  readonly fault: Fault;
  times: number;
  after: number;
  readonly path: string;
}

interface Disturbance {
  readonly hidden: Hidden;
  handler(request: Request, response: Response, next: NextFunction): void;
  controls(api: Api): Faults;
}

const DATA = '/services/data/';

/** A disturbed org: plans are carried out in the order in which they were made. */
export function faults(): Disturbance {
  const planned: Planned[] = [];
  const hidden = new Set<string>();
  let delay = 0;
  let callsUntilExpiry: number | null = null;
  let expire = (): void => {};

  const next = (path: string): Fault | null => {
    const plan = planned.find((each) => each.times > 0 && path.includes(each.path));
    if (!plan) return null;
    if (plan.after > 0) {
      plan.after--;
      return null;
    }
    plan.times--;
    return plan.fault;
  };
  return {
    hidden: (object, field) => hidden.has(object) || (field !== undefined && hidden.has(`${object}.${field}`)),
    handler(request, response, proceed) {
      const isData = request.path.startsWith(DATA);
      if (isData && callsUntilExpiry !== null && callsUntilExpiry-- === 0) {
        callsUntilExpiry = null;
        expire();
      }
      const fault = next(request.originalUrl);
      const act = fault ? () => commit(fault, request, response) : () => proceed();
      if (delay === 0) act();
      else setTimeout(act, delay);
    },
    controls(api) {
      expire = () => api.tokens.expireAccess();
      return {
        fail: (fault, times = 1, { after = 0, path = DATA } = {}) => void planned.push({ fault, times, after, path }),
        slow: (milliseconds) => void (delay = milliseconds),
        expireTokens: (afterCalls = 0) => {
          if (afterCalls === 0) expire();
          else callsUntilExpiry = afterCalls;
        },
        revokeTokens: (userId) => api.tokens.revokeUser(userId),
        hide: (object, field) => void hidden.add(field === undefined ? object : `${object}.${field}`),
        showAll: () => hidden.clear(),
        failJobs: (times = 1) => api.jobs.fail(times),
        expireJobs: () => api.jobs.expire(),
      };
    },
  };
}

const HUGE = 64 * 1024 * 1024;

const PROBLEMS: Readonly<Partial<Record<Fault, RestProblem>>> = {
  unavailable: new RestProblem(503, 'SERVER_UNAVAILABLE', 'This server is currently down for maintenance.'),
  limit: new RestProblem(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
  session: new RestProblem(401, 'INVALID_SESSION_ID', 'Session expired or invalid'),
  broken: new RestProblem(500, 'UNKNOWN_EXCEPTION', 'An unexpected error occurred. Please include this ErrorId.'),
};

function commit(fault: Fault, request: Request, response: Response): void {
  const problem = PROBLEMS[fault];
  if (problem) return void response.status(problem.status).json(problem.body());
  response.writeHead(200, { 'Content-Type': 'application/json' });
  if (fault === 'garbage') return void response.end('<html>Service maintenance</html>');
  const beginning = '{"totalSize":1,"done":true,"records":[{"attributes":{"type":"';
  if (fault === 'huge') response.end(`${beginning}${'x'.repeat(HUGE)}"}}]}`);
  else response.write(beginning, () => request.socket.destroy());
}
