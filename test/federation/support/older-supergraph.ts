/** Versions of the specification of supergraphs that a supergraph of the newest can be written in. */
export const OLDER_VERSIONS = ['0.4', '0.3', '0.2'] as const;
export type OlderVersion = (typeof OLDER_VERSIONS)[number];

/** What each version does not have yet, as what is taken out of the text of the next one. */
const TAKEN_OUT: Readonly<Record<OlderVersion, readonly RegExp[]>> = {
  '0.4': [/, contextArguments: \[join__ContextArgument!\]/g, /input join__ContextArgument \{[^}]*\}/g],
  '0.3': [/, overrideLabel: String/g, /directive @join__directive.*/g, /scalar join__DirectiveArguments/g],
  '0.2': [
    /, isInterfaceObject: Boolean! = false/g,
    /directive @join__(enumValue|unionMember).*/g,
    /@join__(enumValue|unionMember)\([^)]*\)/g,
  ],
};

/** The same supergraph in an older version; it must not need what that does not have. */
export function asVersion(sdl: string, version: OlderVersion): string {
  const taken = OLDER_VERSIONS.slice(0, OLDER_VERSIONS.indexOf(version) + 1).flatMap((one) => TAKEN_OUT[one]);
  return taken.reduce((text, pattern) => text.replaceAll(pattern, ''), sdl).replace(/join\/v0\.\d/, `join/v${version}`);
}
