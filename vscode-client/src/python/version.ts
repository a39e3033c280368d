/** The oldest Python that the server runs on. */
export const OLDEST: Version = { major: 3, minor: 10 };

export interface Version {
  readonly major: number;
  readonly minor: number;
}

/** The version in text such as `3.11.7`; undefined if there is none. */
export function parseVersion(text: string): Version | undefined {
  const found = /^(\d+)\.(\d+)/.exec(text.trim());
  return found ? { major: Number(found[1]), minor: Number(found[2]) } : undefined;
}

export function isNewEnough({ major, minor }: Version): boolean {
  return major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
}

export function shown({ major, minor }: Version): string {
  return `${major}.${minor}`;
}
