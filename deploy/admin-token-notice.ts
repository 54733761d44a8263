/** What the operator is told when the registry has made its first token. */
export function adminTokenNotice(token: string): string {
  return `The registry's first operator token, shown this once: ${token}\n`;
}
