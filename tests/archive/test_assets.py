"""Assets: names that carry what is in them, stylesheets and scripts joined."""

from __future__ import annotations

from plugins.archive.assets import assets_of, joined

SCRIPTS = {
    "js/page.js": b'import { a } from "./parts/a.js";\nimport { c } from "./parts/c.js";\n'
    b"run(a, c);\nexport { a };\n",
    "js/parts/a.js": b'// First.\nimport { c } from "./c.js";\n // And\nexport const a = c + 1;\n',
    "js/parts/c.js": b"export const c = 1;\nexport async function d() {}\n",
    "js/alone.js": b"go();\n",
}


def test_a_script_comes_with_those_that_it_imports() -> None:
    """Each once, before whoever needs it, without comments; what the script exports stays."""
    script, others = joined("js/page.js", SCRIPTS)
    assert script.decode() == (
        "const c = 1;\nasync function d() {}\nconst a = c + 1;\nrun(a, c);\nexport { a };\n"
    )
    assert others == {"js/parts/a.js", "js/parts/c.js"}


def test_scripts_that_are_imported_are_no_assets() -> None:
    """What a page names is there, and nothing that no page names."""
    addresses, contents = assets_of(SCRIPTS)
    assert set(addresses) == {"js/page.js", "js/alone.js"}
    assert set(addresses.values()) == set(contents)
    assert contents[addresses["js/alone.js"]] == b"go();\n"


def test_a_name_changes_with_what_is_joined_to_it() -> None:
    """So that no cache errs."""
    before, _ = assets_of(SCRIPTS)
    after, _ = assets_of({**SCRIPTS, "js/parts/c.js": b"export const c = 2;\n"})
    assert before["js/page.js"] != after["js/page.js"]
    assert before["js/alone.js"] == after["js/alone.js"]


def test_stylesheets_are_joined_in_the_order_of_their_list() -> None:
    """`css/main.txt` names them."""
    files = {"css/main.txt": b"b.css\na.css\n", "css/a.css": b"a{}", "css/b.css": b"b{}"}
    addresses, contents = assets_of(files)
    assert set(addresses) == {"main.css"}
    assert contents[addresses["main.css"]] == b"b{}\na{}"
