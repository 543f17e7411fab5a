/** A finger that stays within this is a tap. */
const TAP_REACH = 6;
const DOUBLE_TAP_TIME = 350;
const DOUBLE_TAP_REACH = 24;
/** Reads moves, pinches and double taps out of the pointers on a stage. */
export class Gestures {
    target;
    pointers = new Map();
    start = null;
    isMoving = false;
    lastTap = null;
    constructor(target) {
        this.target = target;
    }
    down(event, stage) {
        if (event.pointerType === 'mouse' && event.button !== 0)
            return;
        this.pointers.set(event.pointerId, pointIn(event, stage));
        this.start = this.pointers.size === 1 ? pointIn(event, stage) : null;
        if (this.pointers.size > 1)
            this.hold(event, stage);
    }
    move(event, stage) {
        const before = this.pointers.get(event.pointerId);
        if (!before)
            return;
        const now = pointIn(event, stage);
        if (!this.isMoving && this.start && apart(this.start, now) < TAP_REACH)
            return;
        if (!this.isMoving)
            this.hold(event, stage);
        const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
        this.pointers.set(event.pointerId, now);
        if (!other)
            this.target.move(minus(now, before));
        else
            this.pinch(before, now, other);
    }
    up(event, stage) {
        if (!this.pointers.delete(event.pointerId))
            return;
        const wasTap = this.start !== null && !this.isMoving && event.type === 'pointerup';
        if (wasTap)
            this.tap({ at: pointIn(event, stage), time: event.timeStamp });
        if (this.pointers.size > 0)
            return;
        this.start = null;
        this.isMoving = false;
        this.target.grip(false);
    }
    tap(tap) {
        const last = this.lastTap;
        const isSecond = last && tap.time - last.time < DOUBLE_TAP_TIME && apart(last.at, tap.at) < DOUBLE_TAP_REACH;
        this.lastTap = isSecond ? null : tap;
        if (isSecond)
            this.target.doubleTap(tap.at);
    }
    pinch(before, now, other) {
        const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
        this.target.move({ x: (now.x - before.x) / 2, y: (now.y - before.y) / 2 });
        this.target.zoom(apart(now, other) / Math.max(apart(before, other), 1), middle);
    }
    hold(event, stage) {
        this.isMoving = true;
        this.lastTap = null;
        // From here on nothing else hears of the pointer: a region under it is not chosen by the end of a move.
        stage.setPointerCapture(event.pointerId);
        this.target.grip(true);
    }
}
/** Where an event happened, from the middle of the stage. */
export function pointIn(event, stage) {
    const { left, top, width, height } = stage.getBoundingClientRect();
    return { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 };
}
function apart(a, b) {
    return Math.hypot(a.x - b.x, a.y - b.y);
}
function minus(a, b) {
    return { x: a.x - b.x, y: a.y - b.y };
}
