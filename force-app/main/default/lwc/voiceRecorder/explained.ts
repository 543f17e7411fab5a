/** Whether this person has read on this device why the browser asks for the microphone. */
export function isExplained(userId: string): boolean {
  try {
    return localStorage.getItem(keyOf(userId)) !== null;
  } catch {
    return false;
  }
}

export function noteExplained(userId: string): void {
  try {
    localStorage.setItem(keyOf(userId), 'yes');
  } catch {
    // It is told once more at the next visit.
  }
}

function keyOf(userId: string): string {
  return `createFromNotes.microphone.${userId}`;
}
