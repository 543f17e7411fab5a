import { setImmediate } from 'node:timers';

/** Lets so many seconds of faked time pass; databases, blobs and digests take real tasks of their own in between. */
export async function pass(seconds) {
  for (let tenth = 0; tenth < seconds * 10; tenth += 1) {
    await jest.advanceTimersByTimeAsync(100); // eslint-disable-line no-await-in-loop
    // eslint-disable-next-line no-await-in-loop
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}
