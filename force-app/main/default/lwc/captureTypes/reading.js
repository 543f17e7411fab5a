/** Who read a source and where its values come from, as the middleware tells it. Types only. */
export {};
