import { PageElement } from "../design/page.ts";
import type { PageName } from "../design/go.ts";
export class P extends PageElement {
  static override properties = { page: {} };
  declare page: PageName;
}
customElements.define("ts-public", P);
