/** Keeps the screen on: a phone that goes to sleep takes the microphone away. Where a browser cannot, it sleeps. */
export class ScreenLight {
    lock = null;
    isOn = false;
    on() {
        this.isOn = true;
        document.addEventListener('visibilitychange', this.ask);
        this.ask();
    }
    off() {
        this.isOn = false;
        document.removeEventListener('visibilitychange', this.ask);
        this.lock?.release().catch(() => undefined);
        this.lock = null;
    }
    /** The browser takes it back whenever the page is hidden. */
    ask = async () => {
        const { wakeLock } = navigator;
        if (document.visibilityState !== 'visible' || !wakeLock)
            return;
        const lock = await wakeLock.request('screen').catch(() => null);
        if (this.isOn)
            this.lock = lock;
        else
            lock?.release().catch(() => undefined);
    };
}
