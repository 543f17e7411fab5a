/** What exists already and may be the one meant, and what a person says of it. Types only. */
export {};
