// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// As much of a browser as signing in needs: cookies by path, forms, and redirects one at a time. Like a browser it has one set of
// cookies for all ports of an address.

interface Kept {
  readonly value: string;
  /** A server may give one value to several parts of its site, a line each. */
  readonly paths: readonly string[];
}

const covers = (path: string, asked: string): boolean =>
  asked === path || asked.startsWith(path.endsWith("/") ? path : `${path}/`);

export class Browser {
  readonly cookies = new Map<string, Kept>();
  /** Every address it was at or was sent to. */
  readonly visited: string[] = [];

  /** What it would send to an address. */
  cookiesFor(address: string | URL): string {
    const { pathname } = new URL(address);
    const pairs = [...this.cookies].filter(([, { paths }]) => paths.some((path) => covers(path, pathname)));
    return pairs.map(([name, { value }]) => `${name}=${value}`).join("; ");
  }

  /** One request; redirects are not followed. */
  async ask(address: string | URL, init: RequestInit = {}): Promise<Response> {
    this.visited.push(String(address));
    const headers = new Headers(init.headers);
    const cookies = this.cookiesFor(address);
    if (cookies !== "") headers.set("Cookie", cookies);
    headers.set("Accept", "text/html");
    const response = await fetch(address, { ...init, headers, redirect: "manual" });
    this.remember(response);
    return response;
  }

  /** Keeps the cookies of an answer. */
  remember({ headers }: Response): void {
    for (const line of headers.getSetCookie()) this.#keep(line);
  }

  /** Goes where it is sent until it is sent nowhere, or to an address that `stop` names. @returns the last answer and address */
  async follow(
    address: string | URL,
    init: RequestInit = {},
    stop: (url: URL) => boolean = () => false,
  ): Promise<{ response: Response; url: URL }> {
    let url = new URL(address);
    let response = await this.ask(url, init);
    for (let hops = 0; hops < 10; hops++) {
      const location = response.headers.get("location");
      if (location === null) return { response, url };
      url = new URL(location, url);
      if (stop(url)) return { response, url };
      response = await this.ask(url);
    }
    throw new Error("sent around without an end");
  }

  #keep(line: string): void {
    const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
    const equals = pair.indexOf("=");
    const name = pair.slice(0, equals);
    const attributeOf = (wanted: string): string | undefined =>
      attributes.find((each) => each.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
    const isOver =
      attributeOf("max-age") === "0" || new Date(attributeOf("expires") ?? "9999-01-01").getTime() < Date.now();
    if (isOver) {
      this.cookies.delete(name);
      return;
    }
    const value = pair.slice(equals + 1);
    const known = this.cookies.get(name);
    const others = known?.value === value ? known.paths : [];
    this.cookies.set(name, { value, paths: [...others, attributeOf("path") ?? "/"] });
  }
}

const form = (employee: string): RequestInit => ({
  method: "POST",
  headers: { "Content-Type": "application/x-www-form-urlencoded" },
  body: new URLSearchParams({ employee }).toString(),
});

/** From the issuer's button to the page of the identity provider. @returns where its form goes, and the page */
export async function beginSignIn(browser: Browser, issuer: string): Promise<{ action: URL; page: string }> {
  const { response, url } = await browser.follow(`${issuer}/sign-in`);
  const page = await response.text();
  const [, action] = /<form method="post" action="([^"]+)">/.exec(page) ?? [];
  if (response.status !== 200 || action === undefined) throw new Error(`no form at the provider: ${response.status}`);
  return { action: new URL(action, url), page };
}

/** Chooses who one is. @returns where the provider sends the browser back to, not yet asked */
export async function choose(browser: Browser, action: URL, employee: string): Promise<URL> {
  const { url } = await browser.follow(action, form(employee), ({ pathname }) => pathname === "/sign-in/callback");
  return url;
}

/** The whole way. @returns the answer of the issuer to what the provider sent back */
export async function signIn(browser: Browser, issuer: string, employee: string): Promise<Response> {
  const { action } = await beginSignIn(browser, issuer);
  return browser.ask(await choose(browser, action, employee));
}

/** Who is there, as the page asks. @returns status and, of a refusal, its type */
export async function whoIsThere(
  browser: Browser,
  issuer: string,
): Promise<{ status: number; type: string | undefined }> {
  const response = await browser.ask(`${issuer}/v1/passes/mine`);
  const { type } = (await response.json()) as { type?: string };
  return { status: response.status, type };
}
