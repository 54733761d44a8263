import type { Appointment } from './entities/appointment.js';

/** Whether an appointment runs on a day, its first and last day included. */
export function runsOn({ startedOn, endedOn }: Appointment, day: string): boolean {
  return startedOn <= day && (endedOn === null || endedOn >= day);
}
