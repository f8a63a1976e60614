"""The reading page in a real browser: small and large, dark, from the right, without script, printed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from PIL import Image

from tests.desk.conftest import CHROMIUM
from tests.layouts.products.web.test_page_fonts import six_contacts
from tests.proof.rules.test_web import OWN, page, published

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"{CHROMIUM} is missing"),
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


ON_TOP = """mark => {
  const {left, right, top, bottom} = mark.getBoundingClientRect(), y = (top + bottom) / 2;
  return [0.01, 0.3, 0.99].every(share =>
    mark.contains(document.elementFromPoint(left + share * (right - left), y)));
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as library:
        found = library.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("eigen"))


def opened(browser: Browser, folder: Path, text: str, **how: Any) -> tuple[Page, list[str]]:
    """The page in a window of its own, and everything that it asks of others or complains of."""
    file = folder / "page.html"
    file.write_text(text, "utf-8")
    window = browser.new_context(**how).new_page()
    told: list[str] = []
    window.on("console", lambda message: told.append(message.text))
    window.on("request", lambda asked: told.append(asked.url))
    window.goto(file.as_uri())
    window.wait_for_load_state("networkidle")
    return window, [one for one in told if one != file.as_uri() and not one.startswith("data:")]


SIZES = [("nl", 390, "light"), ("ar", 320, "light"), ("nl", 1280, "dark"), ("ar", 1280, "dark")]


@pytest.mark.parametrize(("language", "width", "scheme"), SIZES)
def test_everybody_can_read_it_and_nothing_is_asked_of_anybody(
    browser: Browser, own: Path, tmp_path: Path, language: str, width: int, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    text = page(language, "lindewaard", own)
    how = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    window, told = opened(browser, tmp_path, text, **how)
    assert told == []
    assert window.evaluate("document.documentElement.scrollWidth") == width
    for mark in window.locator(".draft").all():  # what stays in sight covers it nowhere
        assert mark.evaluate(ON_TOP)
    window.locator("summary").click()
    found = Axe().run(window, options={"runOnly": RULES}).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert window.evaluate("[...document.fonts].every(font => font.status != 'error')")
    window.context.close()


OUTSIDE = """() => [...document.querySelectorAll(".number, .call, .hero a, .value a")].filter(one => {
  const {left, right} = one.getBoundingClientRect(), edge = one.closest("p, .near, .sign, .arm");
  const room = edge.getBoundingClientRect();
  return left < room.left - 1 || right > room.right + 1 || one.scrollWidth > one.clientWidth + 1;
}).map(one => one.textContent)"""


# 960: two columns begin. 195: a telephone of 390 with letters of twice the size, or zoomed to 200%.
# 160: a small one with such letters.
WIDTHS = (960, 320, 195, 160)


@pytest.mark.parametrize(
    ("edition", "language"),
    [
        ("zes-lang", "nl-x-a2"),
        ("lang", "nl"),
        ("lindewaard", "ar"),
        ("zes-lang", "de"),
        ("nationaal", "ru"),
    ],
)
def test_long_names_addresses_and_words_stay_within_the_window(
    browser: Browser, own: Path, tmp_path: Path, edition: str, language: str
) -> None:
    window, _ = opened(browser, tmp_path, page(language, edition, own))
    for width in WIDTHS:
        window.set_viewport_size({"width": width, "height": 800})
        assert window.evaluate("document.documentElement.scrollWidth") == width
        assert window.evaluate(OUTSIDE) == [], width
    window.context.close()


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_the_list_of_languages_stays_within_a_small_window(
    browser: Browser, own: Path, tmp_path: Path, language: str
) -> None:
    text = page(language, "lindewaard", own)
    window, _ = opened(browser, tmp_path, text, viewport={"width": 320, "height": 800})
    window.locator("summary").click()
    for link in window.locator("nav li a").all():
        box = link.bounding_box()
        assert box
        assert 0 <= box["x"] <= 320 - box["width"], link.text_content()
    window.context.close()


def test_many_languages_leave_room_for_the_page_and_112_is_in_sight(
    browser: Browser, tmp_path: Path
) -> None:
    own = six_contacts(tmp_path)
    for language in ("nl", "ar"):
        how = {"viewport": {"width": 390, "height": 844}}
        window, _ = opened(browser, tmp_path, page(language, "school-zes", own), **how)
        window.locator("summary").click()
        assert window.locator("nav li a").count() == 18
        listed, button = (
            window.locator("nav ul").bounding_box(),
            window.locator("summary").bounding_box(),
        )
        alert = window.locator(".alert").bounding_box()
        assert listed and button and alert
        ends = [box["x"] + (box["width"] if language == "nl" else 0) for box in (listed, button)]
        assert ends[0] == pytest.approx(ends[1], abs=1), "one does not stick out past the other"
        assert alert["y"] + alert["height"] < 844
        window.context.close()


SIZES_OF = """() => ["p:not([class])", "h3", "h2", "h1", ".hero", ".call", ".value"].map(
  one => parseFloat(getComputedStyle(document.querySelector("main " + one)).fontSize))"""


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_a_number_and_a_heading_are_never_smaller_than_the_text(
    browser: Browser, own: Path, tmp_path: Path, language: str
) -> None:
    window, _ = opened(browser, tmp_path, page(language, "lindewaard", own))
    for width in (160, 195, 319, 390):
        window.set_viewport_size({"width": width, "height": 800})
        text, third, second, first, *numbers = window.evaluate(SIZES_OF)
        assert text <= third <= second <= first, width
        assert min(numbers) >= text, width
    window.context.close()


def test_each_sentence_before_112_is_on_a_line_of_its_own_where_they_do_not_fit_on_one(
    browser: Browser, tmp_path: Path
) -> None:
    for language, width in (("fa", 320), ("bg", 390)):
        window, _ = opened(
            browser, tmp_path, page(language), viewport={"width": width, "height": 800}
        )
        label = window.locator(".alert .word")
        lines = label.evaluate(
            "said => [...said.children].map(one => one.getBoundingClientRect().height"
            " / parseFloat(getComputedStyle(one).lineHeight))"
        )
        assert lines == [1, 1], (language, width)
        window.context.close()


def test_a_tap_on_a_sign_calls_and_one_on_a_tip_leads_to_the_explanation(
    browser: Browser, tmp_path: Path
) -> None:
    how = {"viewport": {"width": 390, "height": 800}, "java_script_enabled": True}
    window, _ = opened(browser, tmp_path, page("nl"), **how)
    at = "([x, y]) => document.elementFromPoint(x, y).closest('a')?.getAttribute('href')"
    sign = window.locator("#bord-1 .sign")
    sign.scroll_into_view_if_needed()
    box = sign.bounding_box()
    assert box
    for share in (0.05, 0.5, 0.98):  # from the numeral to the end
        place = [box["x"] + share * box["width"], box["y"] + box["height"] / 2]
        assert window.evaluate(at, place) == "tel:09008844"
    window.locator(".to", has_text="5").click()
    assert window.url.endswith("#bord-5")
    top = window.locator("#bord-5").bounding_box()
    assert top
    assert 0 <= top["y"] < 100
    window.context.close()


IN_SIGHT = """() => {
  const whole = document.activeElement.closest(".sign, .near, .alert") ?? document.activeElement;
  const {top, bottom} = whole.getBoundingClientRect();
  return whole === document.body ? null : [Math.round(top), Math.round(bottom - innerHeight)];
}"""


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_with_the_keyboard_whatever_has_the_focus_is_in_sight_enlarged_four_times(
    browser: Browser, own: Path, tmp_path: Path, key: str
) -> None:
    how = {"viewport": {"width": 320, "height": 256}}  # of 1280 by 1024
    window, _ = opened(browser, tmp_path, page("ar", "lindewaard", own), **how)
    hidden, steps = [], 0
    window.keyboard.press(key)
    while (seen := window.evaluate(IN_SIGHT)) and steps < 100:
        if seen[0] < 0 or seen[1] > 0:
            hidden.append((window.evaluate("document.activeElement.textContent"), seen))
        steps += 1
        window.keyboard.press(key)
    assert steps > 30
    assert hidden == []
    window.context.close()


BETWEEN = """tip => {
  const [first, second] = [...tip.querySelectorAll("a")].map(one => one.getBoundingClientRect());
  const line = getComputedStyle(tip.querySelectorAll("a")[1], "::before");
  return [second.left - first.left, parseFloat(line.width)];
}"""


@pytest.mark.parametrize(("language", "onward"), [("nl", 1), ("ar", -1)])
def test_a_line_between_two_numerals_keeps_them_from_being_read_as_one(
    browser: Browser, tmp_path: Path, language: str, onward: int
) -> None:
    window, _ = opened(browser, tmp_path, page(language))
    apart, line = window.locator(".to.several").evaluate(BETWEEN)
    assert apart * onward > 0, "the second numeral comes after the first"
    assert line > 1
    assert "|" not in window.locator("body").aria_snapshot(), "nobody hears the line"
    window.context.close()


def test_each_of_two_numerals_leads_to_its_own_organisation(
    browser: Browser, tmp_path: Path
) -> None:
    window, _ = opened(browser, tmp_path, page("nl"))
    for numeral, name in (("6", "6, Expertise-unit Sociale Stabiliteit (ESS)"), ("7", "7, NCTV")):
        window.get_by_role("link", name=f"Uitleg bij {name}", exact=True).click()
        assert window.url.endswith(f"#bord-{numeral}")
    window.context.close()


def test_what_has_a_colour_can_be_called(browser: Browser, tmp_path: Path) -> None:
    window, _ = opened(browser, tmp_path, page("nl"))
    for sign in window.locator(".sign, .near").all():
        called = (sign.locator("a").first.get_attribute("href") or "").startswith("tel:")
        ground = sign.evaluate("sign => getComputedStyle(sign).backgroundColor")
        assert ground == ("rgb(191, 220, 196)" if called else "rgb(255, 255, 255)"), ground
    window.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_signs_keep_their_shape_in_the_colours_of_the_reader(
    browser: Browser, tmp_path: Path, scheme: str
) -> None:
    how = {"forced_colors": "active", "color_scheme": scheme}
    window, _ = opened(browser, tmp_path, page("nl"), viewport={"width": 390, "height": 800}, **how)
    ink = 0 if scheme == "light" else 255
    for sign in (".alert", "#bord-1 .board", ".to >> nth=0", ".tag >> nth=0"):
        data = window.locator(sign).screenshot()
        grey = Image.open(io.BytesIO(data)).convert("L")
        assert grey.getpixel((4, grey.height // 2)) == ink, sign
        assert grey.getpixel((grey.width - 2, grey.height // 8)) == 255 - ink, f"{sign} is no arrow"
    window.context.close()


def test_without_script_all_is_there_but_the_buttons(browser: Browser, tmp_path: Path) -> None:
    window, told = opened(browser, tmp_path, page("nl"), java_script_enabled=False)
    assert told == []
    assert window.locator(".copy:visible").count() == 0
    assert window.locator(".sign:visible").count() == 7
    window.context.close()


def test_a_number_is_copied_as_it_is_written(browser: Browser, tmp_path: Path) -> None:
    how = {"permissions": ["clipboard-read", "clipboard-write"]}
    window, _ = opened(browser, tmp_path, page("ar"), **how)
    window.locator("#bord-4 .copy").click()
    window.wait_for_function("document.querySelector('.status').textContent")
    assert window.evaluate("navigator.clipboard.readText()") == "088 20 80 080"
    window.context.close()


def test_escape_three_times_leaves_the_page_of_an_edition_that_asks_for_it(
    browser: Browser, own: Path, tmp_path: Path
) -> None:
    window, _ = opened(browser, tmp_path, page("nl", "lindewaard", own))
    window.route("https://www.knmi.nl/**", lambda route: route.fulfill(body="Het weer"))
    for _ in range(3):
        window.keyboard.press("Escape")
    window.wait_for_url("https://www.knmi.nl/**")
    assert (
        window.evaluate("history.length") == 2
    )  # the page itself is gone: the empty tab, the weather
    window.context.close()


@pytest.mark.parametrize("language", ["nl", "ar", "de", "uk"])
def test_on_paper_it_is_two_pages(browser: Browser, tmp_path: Path, language: str) -> None:
    window, _ = opened(browser, tmp_path, page(language, OWN), color_scheme="dark")
    data = window.pdf(prefer_css_page_size=True, print_background=True)
    with pypdfium2.PdfDocument(data) as paper:
        assert len(paper) == 2
        text = paper[0].get_textpage().get_text_range()
        assert "112" in text
        assert paper[0].render(scale=0.2).to_pil().convert("L").getpixel((2, 2)) == 255  # not dark
    window.context.close()


SPLIT = """() => {
  const walk = document.createTreeWalker(document.querySelector("h1"), NodeFilter.SHOW_TEXT);
  const text = [], range = document.createRange();
  for (let node; node = walk.nextNode();)
    for (let at = 0; at < node.length; at++) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      text.push([node.data[at], range.getBoundingClientRect().top]);
    }
  return text.some(([letter, top], at) => letter === "-" && text[at + 1][1] > top);
}"""


def test_a_title_is_never_broken_inside_a_word_of_two_letters(
    browser: Browser, tmp_path: Path
) -> None:
    text = page("ru")
    assert "кто-" in text
    window, _ = opened(browser, tmp_path, text, viewport={"width": 320, "height": 700})
    split = []
    for width in range(320, 760, 20):
        window.set_viewport_size({"width": width, "height": 700})
        if window.evaluate(SPLIT):
            split.append(width)
    window.context.close()
    assert split == []
