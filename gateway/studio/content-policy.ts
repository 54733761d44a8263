/**
 * What the studio's page may load and do: everything from its own server, nothing from elsewhere, and no script that is
 * not a file of its own. Styles within the page are allowed because the editor writes its own; they can load nothing. Where
 * callers sign in elsewhere, it may also ask the issuer, at `https://host:port`.
 */
export function contentPolicy(issuerOrigin: string | null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    `connect-src 'self'${issuerOrigin === null ? '' : ` ${issuerOrigin}`}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
