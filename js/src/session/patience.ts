/** The one patience: an awaited answer is said to be missing, and may be asked for again. */
const SAVING_AFTER = 600;
const SILENT_AFTER = 2000;
const ASK_AGAIN_AFTER = 5000;
const ASK_AGAIN_AT_MOST = 60_000;

export class Patience {
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(
    readonly say: (status: "saving" | "silent") => void,
    readonly ask: (() => void) | null = null,
  ) {}

  get waits(): boolean {
    return this.#timers.length > 0;
  }

  start(): void {
    this.stop();
    this.#later(SAVING_AFTER, () => this.say("saving"));
    this.#later(SILENT_AFTER, () => this.say("silent"));
    if (this.ask) this.#askAfter(ASK_AGAIN_AFTER);
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }

  #later(after: number, what: () => void): void {
    this.#timers.push(setTimeout(what, after));
  }

  /** A busy kernel finds every question in its queue: ask less and less often. */
  #askAfter(pause: number): void {
    this.#later(pause, () => {
      this.ask?.();
      this.#askAfter(Math.min(pause * 2, ASK_AGAIN_AT_MOST));
    });
  }
}
