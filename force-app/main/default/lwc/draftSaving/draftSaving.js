import { conflictedDeal, savedDeal, savingDeal, sendable, unsavedDeal } from 'c/dealState';
/** How long typing must rest before its edits are sent. */
export const REST_MS = 800;
/** The contract takes at most this many changes at once. */
const MOST_CHANGES = 200;
/** A save that others keep overtaking stops after this many rounds; the edits stay on the device. */
const MOST_ROUNDS = 5;
/** Saves edits draft by draft: one save in flight each, nothing dropped on failure. */
export function createDraftSaving(doors) {
    const waiting = new Map();
    const inFlight = new Map();
    const flush = (draftId) => {
        waiting.get(draftId)?.();
        waiting.delete(draftId);
        const before = inFlight.get(draftId) ?? Promise.resolve();
        const save = before.then(() => sendAll(doors, draftId));
        inFlight.set(draftId, save);
        return save.finally(() => {
            if (inFlight.get(draftId) === save)
                inFlight.delete(draftId);
        });
    };
    return {
        flush,
        typed(draftId) {
            waiting.get(draftId)?.();
            waiting.set(draftId, doors.after(REST_MS, () => {
                void flush(draftId);
            }));
        },
        stop() {
            waiting.forEach((cancel) => cancel());
            waiting.clear();
        },
    };
}
/** One save after the other: each names the version that the one before it gave. */
async function sendAll(doors, draftId, rounds = MOST_ROUNDS) {
    const deal = doors.deal(draftId);
    const changes = deal ? sendable(deal).slice(0, MOST_CHANGES) : [];
    if (!deal || changes.length === 0 || rounds === 0)
        return;
    if (await send(doors, deal, changes))
        await sendAll(doors, draftId, rounds - 1);
}
async function send(doors, { draft }, changes) {
    doors.change(draft.id, savingDeal);
    try {
        const result = await doors.save(draft.id, draft.version, changes);
        if (result.conflict) {
            doors.change(draft.id, (deal) => conflictedDeal(deal, result.draft));
        }
        else {
            doors.acknowledge(draft.id, changes);
            doors.change(draft.id, (deal) => savedDeal(deal, result.draft, changes, doors.now()));
        }
        return true;
    }
    catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        doors.change(draft.id, (deal) => unsavedDeal(deal, message));
        return false;
    }
}
