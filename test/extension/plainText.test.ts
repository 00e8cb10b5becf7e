import assert from "node:assert/strict";
import { withoutIcons, withoutLinks } from "../../src/extension/plainText.js";

describe("plainText", () => {
  it("shows what would be an icon or a link letter by letter", () => {
    const name = "$(x) [a](command:b) $ (y) ] (z)";
    const shown = withoutLinks(withoutIcons(name));
    assert.ok(!/\$\(|\]\(/.test(shown));
    assert.equal(shown.replaceAll("\u200B", ""), name);
    assert.equal(withoutLinks("a [b] (c)"), "a [b] (c)");
  });
});
