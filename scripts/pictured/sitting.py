"""What is done in the browser before each picture, as somebody would do it."""

from collections.abc import Callable
from typing import Final

from playwright.sync_api import FilePayload, expect

from pictured.camera import PHONE, Camera
from pictured.web import Web

PASTED: Final = """nightshift.example, honestnumbers.example
@lena@social.example  #PLN@social.example
https://stonyground.example/
contretemps.example
www.linkedin.com/in/ruth-abara
smallcoaching.example
quietrooms.example"""
HELD: Final = "quietrooms.example"
"""The last of them answers only when the picture of the progress is taken."""

PAGES: Final = {
    "people": ("/people/", 860),
    "sources": ("/sources/", 980),
    "questions": ("/questions/", 1180),
    "library": ("/library/", 1180),
    "search": ("/search/?q=handover", 1060),
    "settings": ("/settings/", 560),
    "kept": ("/kept/", 1240),
    "keep": ("/keep/", 820),
    "follow": ("/follow/", 860),
}
"""Pages that need nothing but to be opened, and how much of each is worth showing."""


def first_run(camera: Camera, web: Web, claim: str, password: str) -> None:
    """From the link in the terminal to the first edition."""
    with camera.page() as page:
        page.goto(claim)
        page.get_by_label("Name", exact=True).fill("robin")
        page.get_by_label("Password").fill(password)
        camera.take(page, "claim", height=860)
        page.get_by_role("button", name="Move in").click()
        page.get_by_label("Who would you like to follow?").fill(PASTED)
        page.get_by_label("Is there something you would like to learn").fill(
            "How do nurses on night shifts learn together?"
        )
        camera.take(page, "welcome", height=980)
        web.held = HELD
        page.get_by_role("button", name="Begin").click()
        expect(page.get_by_text("Eight of nine looked at").last).to_be_visible(timeout=60_000)
        camera.take(page, "progress", height=620)
        web.held = ""
        web.go_on.set()
        expect(page.get_by_role("heading", name="That is what came of it")).to_be_visible(timeout=60_000)
        camera.take(page, "outcome", height=1180)
        page.get_by_role("link", name="Read your first edition").click()
        camera.take(page, "first-edition", height=980)


def today(camera: Camera) -> None:
    for name, width, dark, height in (
        ("today", 1280, False, 1040),
        ("today-dark", 1280, True, 860),
        ("today-phone", PHONE, False, 760),
    ):
        with camera.page(width=width, dark=dark) as page:
            page.goto("/")
            camera.take(page, name, height=height)
    with camera.page() as page:
        page.goto("/")
        page.get_by_text("That is all for today.").evaluate("end => scrollTo(0, end.ownerDocument.body.scrollHeight)")
        camera.take(page, "end")


def reading(camera: Camera) -> None:
    """A piece opened in place, the same on a phone, and what one may wish of it."""
    with camera.page() as page:
        page.goto("/")
        page.get_by_text("Read it here").first.click()
        expect(page.get_by_text("We had planned four sessions").last).to_be_visible()
        camera.take(page, "opened", height=1100)
        page.keyboard.press("?")
        camera.take(page, "keys", height=860)
    with camera.page(width=PHONE) as page:
        page.goto("/")
        page.get_by_role("link", name="Three ways our evaluation").first.click()
        camera.take(page, "post-phone")
        page.get_by_role("link", name="More, or less").click()
        camera.take(page, "tend-phone", height=700)


def keeping(camera: Camera) -> None:
    """A link with its copy, and a photo of a sketchnote with what is on it."""
    with camera.page() as page:
        page.goto("/kept/")
        page.get_by_role("link", name="The lesson that got better").click()
        expect(page.get_by_text("The bus took my bag")).to_be_visible(timeout=30_000)
        camera.take(page, "copy", height=1180)
    with camera.page() as page:
        page.goto("/kept/")
        page.get_by_role("link", name="Three loops of a handover").click()
        camera.take(page, "resource", height=1080)


def keeping_elsewhere(camera: Camera) -> None:
    with camera.page() as page:
        page.goto("/settings/keeping/")
        page.get_by_label("What is it for?").fill("The reader on my tablet")
        page.get_by_role("button", name="Make a token").click()
        page.goto("/settings/keeping/")
        camera.take(page, "keeping-elsewhere", height=1180)


def people(camera: Camera) -> None:
    with camera.page() as page:
        page.goto("/people/")
        page.get_by_role("link", name="Tomasz Wieczorek").click()
        camera.take(page, "person", height=1480)
        page.get_by_role("link", name="Write something down").click()
        camera.take(page, "person-edit", height=1480)
    moments(camera)
    with camera.page() as page:
        page.goto("/people/?q=tomasz")
        page.get_by_role("link", name="Tomasz Wieczorek").click()
        page.get_by_role("link", name="Write a note").click()
        page.get_by_label("Your note").fill(
            "He lost his brother in the spring and does not want it mentioned.\n\n"
            "Ask about the choir instead; it is going well."
        )
        camera.take(page, "private-note", height=860)
    with camera.page() as page:
        page.goto("/people/add/")
        page.get_by_label("Name").fill("Beatriz Moura")
        page.get_by_label("How you met").fill("She asked the last question, and it was the first one.")
        camera.take(page, "person-add", height=680)
    with camera.page() as page:
        page.goto("/sources/?q=night")
        page.get_by_role("link", name="Notes from the night shift").click()
        camera.take(page, "source", height=760)


def coming_back(camera: Camera) -> None:
    with camera.page() as page:
        page.goto("/")
        page.get_by_role("heading", name="In your own words").evaluate("it => it.scrollIntoView({ block: 'start' })")
        camera.take(page, "back")


def a_question(camera: Camera) -> None:
    with camera.page() as page:
        page.goto("/questions/")
        page.get_by_role("link", name="How do nurses on night shifts").first.click()
        camera.take(page, "question", height=1180)


NOTED: Final = {
    "Ingrid Solberg": ("on Friday: tea, talked about evaluation", "12 October: she sent me the names of three wards"),
    "Tomasz Wieczorek": ("last Monday: wrote him about the compost of ideas",),
}


def moments(camera: Camera) -> None:
    """What happened, a line each, and where all of it stands."""
    for name, lines in NOTED.items():
        with camera.page(width=PHONE if name == "Tomasz Wieczorek" else 1280) as page:
            page.goto(f"/people/?q={name}")
            page.get_by_role("link", name=name).click()
            for line in lines:
                page.get_by_label("What happened?").fill(line)
                page.get_by_role("button", name="Note it").click()
            page.get_by_role("heading", name="Between you").evaluate("head => head.scrollIntoView({ block: 'center' })")
            camera.take(page, "noting-phone" if name == "Tomasz Wieczorek" else "noting")
    with camera.page() as page:
        page.goto("/moments/")
        camera.take(page, "moments", height=980)


BOOK: Final = """BEGIN:VCARD
FN:Wanjiru Kamau
TITLE:Teaches teachers to ask
ORG:Kiambu Teachers' Centre
EMAIL:wanjiru@quietquestions.example
END:VCARD
BEGIN:VCARD
FN:Lars Nygaard
ORG:Nygaard & Daughter
EMAIL:lars@nygaard.example
END:VCARD
BEGIN:VCARD
FN:Ingrid Solberg
ORG:Haukeland
ADR:;;;Bergen;;;Norway
EMAIL:ingrid@nightshift.example
END:VCARD
BEGIN:VCARD
FN:Reading circle
KIND:group
END:VCARD
"""


def an_address_book(camera: Camera) -> None:
    """Looked through, and rather not."""
    with camera.page() as page:
        page.goto("/people/import/")
        book = FilePayload(name="contacts.vcf", mimeType="text/vcard", buffer=BOOK.encode())
        page.get_by_label("Your address book, as a file").set_input_files(book)
        page.get_by_role("button", name="Look through it").click()
        camera.take(page, "import", height=1060)
        page.get_by_role("button", name="Rather not").click()


def suggested(camera: Camera) -> None:
    """Who might like to hear from one, and how well somebody is known."""
    with camera.page() as page:
        page.goto("/")
        page.get_by_text("Words to start from").first.click()
        page.get_by_role("heading", name="Might be nice").evaluate("head => head.scrollIntoView()")
        camera.take(page, "suggested")
    with camera.page() as page:
        page.goto("/people/?q=Ayo")
        page.get_by_role("link", name="Ayo Adeyemi").click()
        page.get_by_role("link", name="How well do you know each other?").click()
        page.get_by_label("We have done something together").check()
        camera.take(page, "knowing", height=1180)
        page.get_by_role("button", name="Write it down").click()


def wishes(camera: Camera) -> None:
    with camera.page() as page:
        page.goto("/settings/reading/")
        camera.take(page, "reading", height=1120)
        page.locator("[name=ration_minutes]").fill("8")
        page.get_by_label("Newer or quieter").fill("-2")
        page.get_by_label("Newer or quieter").dispatch_event("change")
        expect(page.get_by_text("no longer be")).to_be_visible()
        page.set_viewport_size({"width": 1280, "height": 720})
        page.locator("#changes").evaluate("changes => changes.scrollIntoView({ block: 'center' })")
        camera.take(page, "changes")
    with camera.page() as page:
        page.goto("/settings/delivery/")
        page.get_by_role("button", name="Make an address").click()
        camera.take(page, "delivery", height=800)
        page.goto("/settings/sessions/")
        camera.take(page, "sessions", height=620)


def reflecting(camera: Camera) -> None:
    """A reflection; writing on it with a look at it first; and two tabs that do so at once."""
    with camera.page() as page, camera.page() as other:
        for one in (page, other):
            one.goto("/reflections/")
            one.get_by_role("link", name="Handover is where").first.click()
        camera.take(page, "reflection", height=1280)
        for one in (page, other):
            one.get_by_role("link", name="Write on").click()
        page.get_by_role("button", name="Look at it first").click()
        expect(page.get_by_role("heading", name="How it will look")).to_be_visible()
        camera.take(page, "writing", height=1980)
        other.get_by_role("textbox", name="Now what?").fill("Hannah says yes: the first week of December.")
        other.get_by_role("button", name="Write it down").click()
        page.get_by_role("textbox", name="Now what?").fill("Ask Owen, too: he has done it with porters.")
        page.get_by_role("button", name="Write it down").click()
        expect(page.get_by_text("This was changed meanwhile")).to_be_visible()
        camera.take(page, "two-tabs", height=1000)


def claiming(camera: Camera) -> None:
    """A claim, how two others see it, and what one now thinks."""
    with camera.page() as page:
        page.goto("/claims/")
        page.get_by_role("link", name="In my experience, a handover").click()
        camera.take(page, "experience", height=1400)


def plain_pages(camera: Camera) -> None:
    for name, (address, height) in PAGES.items():
        with camera.page() as page:
            page.goto(address)
            camera.take(page, name, height=height)


def going_away(camera: Camera) -> None:
    """Last of all, since nothing is as it was once one is away."""
    with camera.page() as page:
        page.goto("/settings/")
        page.get_by_label("Away until").fill("2026-12-05")
        page.get_by_role("button", name="Keep these").click()


def away(camera: Camera) -> None:
    """The day after."""
    with camera.page() as page:
        page.goto("/")
        camera.take(page, "away", height=620)


SITTINGS: Final[tuple[Callable[[Camera], None], ...]] = (
    today,
    suggested,
    reading,
    keeping,
    keeping_elsewhere,
    people,
    an_address_book,
    coming_back,
    a_question,
    wishes,
    plain_pages,
    reflecting,
    claiming,
)
