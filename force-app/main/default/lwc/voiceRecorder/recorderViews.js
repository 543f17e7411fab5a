import { formatLength } from 'c/soundTimes';
import { fillIn } from 'c/valueFormat';
import lang from '@salesforce/i18n/lang';
import left from '@salesforce/label/c.Voice_Left';
import longest from '@salesforce/label/c.Voice_Longest';
import lost from '@salesforce/label/c.Voice_Lost';
import lostNext from '@salesforce/label/c.Voice_Lost_Next';
import noSound from '@salesforce/label/c.Voice_No_Sound';
import noSoundNext from '@salesforce/label/c.Voice_No_Sound_Next';
import paused from '@salesforce/label/c.Voice_Paused';
import recording from '@salesforce/label/c.Voice_Recording';
import sending from '@salesforce/label/c.Voice_Sending';
import stopped from '@salesforce/label/c.Voice_Stopped';
/** People pause to think; a microphone that hears nothing at all for so long is muted. Seconds. */
const MUTED_AFTER = 10;
export function viewOf(session) {
    const { error, phase, since } = session.sending;
    const state = session.isPaused ? 'paused' : session.isRecording ? 'recording' : 'stopped';
    const notice = noticeOf(session);
    return {
        state,
        seconds: Math.floor(session.seconds),
        recorded: {
            error,
            isFinal: phase === 'refused',
            heldUp: since === null ? 0 : Math.floor((performance.now() - since) / 1000),
            isKept: session.isKept,
            isFinished: session.isFinished,
            counts: session.counts,
        },
        notice,
        announcement: announcementOf(session, state, notice?.heading ?? null),
        isFinished: session.isFinished,
        mayContinue: state === 'stopped' && !session.isFinished && session.ending !== 'longest',
        areOthersTold: session.areOthersTold,
        mayClose: session.isKept && !session.isFinished,
    };
}
function noticeOf(session) {
    const { ending, isFinished, secondsLeft, isRecording, silentSeconds } = session;
    if (isRecording && secondsLeft !== null) {
        return { heading: fillIn(left, formatLength(Math.ceil(secondsLeft / 60) * 60, lang)), sentence: null };
    }
    if (isFinished)
        return null;
    if (silentSeconds >= MUTED_AFTER)
        return { heading: noSound, sentence: noSoundNext };
    if (ending === 'lost' || ending === 'failed')
        return { heading: lost, sentence: lostNext };
    return ending === 'longest' ? { heading: longest, sentence: null } : null;
}
function announcementOf({ isFinished }, state, notice) {
    if (notice)
        return notice;
    if (isFinished)
        return sending;
    return { recording, paused, stopped }[state];
}
