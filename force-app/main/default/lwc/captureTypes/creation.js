/** What the page asks to be created, and what came of it. Types only. */
export {};
