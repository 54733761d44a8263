/** Begins the identifiers of generated grants, so that they are known wherever a file of them goes. */
export const GENERATED_GRANT_PREFIX = '360G-joinery-';
