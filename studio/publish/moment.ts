/** A moment as people here write it. */
export function moment(value: string | null): string {
  return value === null ? '–' : new Date(value).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}
