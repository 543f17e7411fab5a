/** The shapes of a capture that was recorded. Types only. All times are seconds of the whole recording, its takes in a row. */
export {};
