/** Saves content as a file of the user's. */
export function download(name: string, type: string, pieces: readonly (string | Uint8Array)[]): void {
  const blob = new Blob(pieces as readonly BlobPart[] as BlobPart[], { type });
  downloadUrl(name, URL.createObjectURL(blob));
}

/** Saves what stands at an address of the page's own, such as a picture of a canvas. */
export function downloadUrl(name: string, url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
