import express from 'express';
import type { Response, Router } from 'express';

import type { People } from '../people.ts';
import type { Language } from '../schema/description.ts';
import type { SampleNote } from '../../demo/notes.ts';
import { COOKIE, cookieFor, sessionChange, sessionOf } from './sessions.ts';
import type { Session } from './sessions.ts';

/** What the page is told about where it runs. */
export interface Surroundings {
  readonly people: People;
  readonly middlewareUrl: string;
  readonly notes: (language: Language) => readonly SampleNote[];
}

/** `/workbench/session`: who one is, and who else one could be. Only the workbench has it; Salesforce has a login. */
export function workbench(surroundings: Surroundings): Router {
  const { people } = surroundings;
  const router = express.Router();
  router.get('/session', (request, response) => {
    response.json(describeSession(surroundings, sessionOf(request, people)));
  });
  router.post('/session', (request, response) => {
    const change = sessionChange.safeParse(request.body);
    if (!change.success) {
      response.status(400).json({ message: 'Send {"user"?: "<id>", "language"?: "fr" | "en"}.' });
      return;
    }
    const { user: id, language } = change.data;
    const now = sessionOf(request, people);
    const chosen = id === undefined ? now.user : people.person(id);
    if (!chosen) {
      response.status(400).json({ message: 'There is no such user.' });
      return;
    }
    const session = { user: chosen, language: language ?? now.language };
    keepSession(response, session);
    response.json(describeSession(surroundings, session));
  });
  return router;
}

function keepSession(response: Response, session: Session): void {
  response.cookie(COOKIE, cookieFor(session), { httpOnly: true, sameSite: 'strict', path: '/' });
}

function describeSession({ people, middlewareUrl, notes }: Surroundings, { user, language }: Session): unknown {
  const offered = people.offered.map((each) => ({ id: each.user.id, name: each.user.name, role: each.role }));
  const known = offered.find((each) => each.id === user.id);
  return {
    user: known ?? { id: user.id, name: user.name, role: 'rep' },
    users: offered,
    language,
    middlewareUrl,
    notes: notes(language),
  };
}
