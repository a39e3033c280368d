import {
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  type LogOutputChannel,
} from "vscode";
import { type LanguageClient, State } from "vscode-languageclient/node";
import { discover, explanation, type Found, isFound, type Missing } from "../python/discover";
import { probe } from "../python/probe";
import { sources } from "../python/sources";
import { makeClient } from "./client";
import { bundle } from "./command";

/** How the server is. */
export type Health =
  | { readonly kind: "idle" | "starting" | "running" | "stopped" }
  | { readonly kind: "no-python" | "failed"; readonly reason: string };

/** The one server of a window: started when a spec is first seen, restarted when asked. */
export class Service implements Disposable {
  readonly onDidChange;
  private readonly changed = new EventEmitter<Health>();
  private current: Health = { kind: "idle" };
  private client: LanguageClient | undefined;
  /** The end of what was begun last; starts and stops never overlap. */
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: ExtensionContext,
    private readonly channel: LogOutputChannel,
  ) {
    this.onDidChange = this.changed.event;
  }

  get health(): Health {
    return this.current;
  }

  /** The client of a running server. */
  get running(): LanguageClient | undefined {
    return this.current.kind === "running" ? this.client : undefined;
  }

  /** Start the server unless that was tried before. */
  start(): Promise<void> {
    return this.enqueue(async () => {
      if (this.current.kind === "idle") await this.launch();
    });
  }

  restart(): Promise<void> {
    return this.enqueue(async () => {
      await this.halt();
      await this.launch();
    });
  }

  /** Restart the server if it was ever wanted. */
  async renew(): Promise<void> {
    if (this.current.kind !== "idle") await this.restart();
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.halt());
  }

  dispose(): void {
    this.changed.dispose();
  }

  private enqueue(step: () => Promise<void>): Promise<void> {
    this.last = this.last.then(step, step);
    return this.last;
  }

  private async launch(): Promise<void> {
    this.become({ kind: "starting" });
    const python = await this.findPython();
    if (!isFound(python)) {
      this.become({ kind: "no-python", reason: explanation(python) });
      return;
    }
    try {
      await this.connect(python);
    } catch (error) {
      this.become({
        kind: "failed",
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  }

  private async findPython(): Promise<Found | Missing> {
    const python = await discover(sources(), (program) => probe(program, bundle(this.context)));
    if (isFound(python)) {
      this.channel.info(
        `Python ${python.version.major}.${python.version.minor}: ${python.program} (${python.source})`,
      );
    } else {
      this.channel.error(explanation(python));
    }
    return python;
  }

  private async connect(python: Found): Promise<void> {
    const client = makeClient(python.program, this.context, this.channel);
    this.client = client;
    client.onDidChangeState(({ newState }) => {
      if (this.client === client) this.become({ kind: KINDS[newState] });
    });
    await client.start();
  }

  private async halt(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client
      ?.dispose()
      .catch((error) => this.channel.warn(`the server did not stop: ${error}`));
    this.become({ kind: "stopped" });
  }

  private become(health: Health): void {
    this.current = health;
    this.changed.fire(health);
  }
}

const KINDS = {
  [State.Starting]: "starting",
  [State.Running]: "running",
  [State.Stopped]: "stopped",
  [State.StartFailed]: "stopped",
} as const;
