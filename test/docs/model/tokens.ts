// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

const TOKEN = /\(\*[\s\S]*?\*\)|[A-Za-z_]\w*|\d+|==>|[()[\],;:.=|!]/g;
const KEYWORDS: ReadonlySet<string> = new Set(
  [
    "channel choice const else equation event forall free fun if in let new otherwise out",
    "phase private process query reduc sync then type data attacker",
  ].flatMap((line) => line.split(" ")),
);

/** The words of a model, one after the other. */
export class Tokens {
  readonly #tokens: readonly string[];
  readonly comments: readonly string[];
  #at = 0;

  constructor(text: string) {
    const left = text.replaceAll(TOKEN, "").trim();
    if (left !== "") throw new Error(`not read: ${left}`);
    const all = text.match(TOKEN) ?? [];
    this.#tokens = all.filter((token) => !token.startsWith("(*"));
    this.comments = all.filter((token) => token.startsWith("(*"));
  }

  protected peek(ahead = 0): string {
    return this.#tokens[this.#at + ahead] ?? "";
  }

  protected next(): string {
    const token = this.peek();
    this.#at++;
    return token;
  }

  protected skip(token: string): boolean {
    if (this.peek() !== token) return false;
    this.#at++;
    return true;
  }

  protected want(token: string): void {
    if (!this.skip(token)) throw this.unexpected(token);
  }

  protected name(): string {
    if (!/^[A-Za-z_]/.test(this.peek()) || KEYWORDS.has(this.peek())) throw this.unexpected("a name");
    return this.next();
  }

  /** With commas between them. */
  protected list<T>(end: string, one: () => T): T[] {
    const items: T[] = [];
    if (this.skip(end)) return items;
    do items.push(one());
    while (this.skip(","));
    this.want(end);
    return items;
  }

  protected unexpected(wanted: string): Error {
    return new Error(`${wanted} expected at: ${this.#tokens.slice(this.#at, this.#at + 8).join(" ")}`);
  }
}
