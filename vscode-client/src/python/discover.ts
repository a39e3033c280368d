import { isNewEnough, OLDEST, shown, type Version } from "./version";

/** A place where a Python may be, such as a setting. */
export interface Source {
  /** In words, for the log. */
  readonly name: string;
  /** The program, or undefined if this place names none. */
  readonly find: () => Promise<string | undefined>;
  /** Whether the user has chosen it, so that no other is to be taken instead. */
  readonly isBinding?: boolean;
}

/** The version of a program; undefined if it is no working Python. */
export type Probe = (program: string) => Promise<Version | undefined>;

export interface Found {
  readonly program: string;
  readonly version: Version;
  readonly source: string;
}

/** Why there is no Python, in words, one reason for each place that was tried. */
export interface Missing {
  readonly reasons: readonly string[];
}

/** The first usable Python of *sources*, in their order. */
export async function discover(sources: readonly Source[], probe: Probe): Promise<Found | Missing> {
  const reasons: string[] = [];
  for (const source of sources) {
    const program = await source.find();
    if (!program) continue;
    const version = await probe(program);
    if (version && isNewEnough(version)) return { program, version, source: source.name };
    reasons.push(`${source.name}: \`${program}\` ${fault(version)}`);
    if (source.isBinding) break;
  }
  return { reasons };
}

export function isFound(result: Found | Missing): result is Found {
  return "program" in result;
}

/** What to tell a user who has no usable Python. */
export function explanation({ reasons }: Missing): string {
  const needed = `Bacalhau needs Python ${shown(OLDEST)} or newer to check job specs`;
  return reasons.length > 0 ? `${needed}. ${reasons.join("; ")}.` : `${needed}, and found none.`;
}

function fault(version: Version | undefined): string {
  return version ? `is Python ${shown(version)}` : "cannot be started";
}
