// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// What reads or changes a thread does so one at a time, in the order asked: a refresh never meets a half-sent message. Whatever waits
// for its slot lets others go on meanwhile, for up to a minute; but for those who would send too.

class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #end: (() => void) | null = null;

  get isTaken(): boolean {
    return this.#end !== null;
  }

  async take(): Promise<void> {
    const before = this.#last;
    let end = (): void => undefined;
    this.#last = new Promise<void>((resolve) => (end = resolve));
    await before;
    this.#end = end;
  }

  give(): void {
    const end = this.#end;
    this.#end = null;
    end?.();
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    await this.take();
    try {
      return await work();
    } finally {
      this.give();
    }
  }
}

const turns = new Turns();
const sending = new Turns();

export const inTurn = <T>(work: () => Promise<T>): Promise<T> => turns.during(work);

/** What posts does so one after the other, each to its end, and takes turns with everything else. */
export const sendingInTurn = <T>(work: () => Promise<T>): Promise<T> => sending.during(() => turns.during(work));

/** Whether something is on its way that a newer list of keys must not get in between. */
export const isSending = (): boolean => sending.isTaken;

/** Called by whoever has the turn, and has it again when this ends. */
export async function outOfTurn<T>(wait: () => Promise<T>): Promise<T> {
  if (!turns.isTaken) return wait();
  turns.give();
  try {
    return await wait();
  } finally {
    await turns.take();
  }
}
