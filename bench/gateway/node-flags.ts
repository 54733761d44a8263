/** A larger young generation: fewer answers are copied while they are made. */
export const YOUNG = '--max-semi-space-size=64';
