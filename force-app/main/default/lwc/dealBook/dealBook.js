import { editedDeal, openedDeal, refreshedDeal, sendable, settledDeal } from 'c/dealState';
import { createDraftSaving } from 'c/draftSaving';
import { dropEdits, listEdits, putEdits, takeEdits } from 'c/unsentEdits';
/** The browser's clock; what it gives back cancels. */
export function ringAfter(delay, callback) {
    const timer = window.setTimeout(callback, delay);
    return () => window.clearTimeout(timer);
}
export function createDealBook(doors) {
    const deals = new Map();
    const keyOf = (draftId) => ({ userId: doors.userId, draftId });
    const change = (draftId, transition) => {
        const deal = deals.get(draftId);
        if (!deal)
            return;
        deals.set(draftId, transition(deal));
        doors.changed();
    };
    const saving = createDraftSaving({
        ...doors,
        change,
        deal: (draftId) => deals.get(draftId),
        acknowledge: (draftId, sent) => takeEdits(keyOf(draftId), sent),
    });
    const waiting = () => [...deals.values()].filter((deal) => sendable(deal).length > 0).map(({ draft }) => draft.id);
    return {
        change,
        deals: () => [...deals.values()].sort((a, b) => a.draft.position - b.draft.position),
        deal: (draftId) => deals.get(draftId),
        take(view) {
            for (const draft of view.capture.drafts) {
                const row = view.rows.find(({ draftId }) => draftId === draft.id) ?? null;
                const known = deals.get(draft.id);
                const kept = known ? [] : listEdits(keyOf(draft.id));
                deals.set(draft.id, known ? refreshedDeal(known, draft, row) : openedDeal(draft, row, kept));
                if (kept.length > 0)
                    saving.typed(draft.id);
            }
            doors.changed();
        },
        edit(draftId, path, value) {
            putEdits(keyOf(draftId), [{ path, value }]);
            change(draftId, (deal) => editedDeal(deal, path, value));
            saving.typed(draftId);
        },
        settle(draftId, path, keepMine) {
            const mine = deals.get(draftId)?.edits[path];
            if (!keepMine && mine !== undefined)
                takeEdits(keyOf(draftId), [{ path, value: mine }]);
            change(draftId, (deal) => settledDeal(deal, path, keepMine));
            saving.typed(draftId);
        },
        flush: (draftId) => saving.flush(draftId),
        async flushAll() {
            await Promise.all(waiting().map((draftId) => saving.flush(draftId)));
        },
        forget: (draftId) => dropEdits(keyOf(draftId)),
        stop: () => saving.stop(),
    };
}
