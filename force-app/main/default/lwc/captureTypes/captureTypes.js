/**
 * The shapes that pass between the page, Apex and the middleware. Types only: nothing of this module runs.
 * Lightning leaves members without a value out of an answer: in what Apex gives, read `null` as null or absent.
 */
export {};
