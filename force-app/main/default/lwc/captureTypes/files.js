/** The shapes of a capture that has files: what is sent, and what was read in it. */
export {};
