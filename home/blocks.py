"""The parts editors build pages from. What they look like: templates/home/blocks/.

`ours` marks what the lab adds to a text it reports on (DESIGN 4.15): a record states facts with their source, and whatever
the lab concludes stands beside it, marked.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock

FEATURES = ["bold", "italic", "link", "ol", "ul"]


class Stream(StreamField):
    """Blocks change without changing a table, so their definition stays out of migrations."""

    def deconstruct(self) -> Any:
        name, _path, _args, kwargs = super().deconstruct()
        return name, "wagtail.fields.StreamField", [[]], kwargs | {"block_lookup": {}}


class Point(blocks.StructBlock):
    """One line of a list."""

    text = blocks.CharBlock(label=_("text"), max_length=400)
    ours = blocks.BooleanBlock(
        label=_("the lab's own reading"),
        required=False,
        help_text=_("Tick this where the line is our reasoning and not in the source."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.child_blocks["text"].field.error_messages["required"] = _("Write this line, or take it out.")

    class Meta:
        icon = "list-ul"
        label = _("point")


def points(label: Any, **kwargs: Any) -> blocks.ListBlock:
    return blocks.ListBlock(Point(), label=label, default=[], collapsed=False, **kwargs)


class Quote(blocks.StructBlock):
    text = blocks.TextBlock(label=_("words"))
    by = blocks.CharBlock(label=_("who said it, where"), required=False)

    class Meta:
        icon = "openquote"
        label = _("quotation")
        template = "home/blocks/quote.html"


def rows_of(text: str) -> list[list[str]]:
    """Lines of a text as rows: cells stand apart by a tab (as pasted from a spreadsheet) or by «|»."""
    rows = [
        [cell.strip() for cell in line.split("\t" if "\t" in line else "|")]
        for line in text.splitlines()
        if line.strip()
    ]
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


class TableLines(blocks.TextBlock):
    """A table typed or pasted as lines; the first line holds the headings."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault(
            "help_text",
            _("One row per line, the headings first. Paste from a spreadsheet, or put | between the cells."),
        )
        super().__init__(rows=6, **kwargs)


class WithTable(blocks.StructBlock):
    """Shares the rows of its `data` with its template."""

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        rows = rows_of(value["data"] or "")
        numeric = "".join(
            str(place + 1)
            for place in range(1, len(rows[0]) if rows else 0)
            if all(any(letter.isdigit() for letter in row[place]) or not row[place] for row in rows[1:])
        )
        more = {"heads": rows[0] if rows else [], "rows": rows[1:], "numeric": numeric}
        return super().get_context(value, parent_context) | more


class Table(WithTable):
    caption = blocks.CharBlock(label=_("what the table shows"))
    data = TableLines(label=_("rows"))

    class Meta:
        icon = "table"
        label = _("table")
        template = "home/blocks/table.html"


class Figure(WithTable):
    """A picture; one that shows figures carries them as a table too, for those who do not see it."""

    image = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(
        label=_("what it shows"),
        required=False,
        help_text=_("For those who do not see it. Empty only where it decorates."),
    )
    caption = blocks.CharBlock(label=_("caption"), required=False)
    credit = blocks.CharBlock(label=_("credit"), required=False, help_text=_("Who made it, under which licence."))
    data = TableLines(label=_("the same as a table"), required=False)

    class Meta:
        icon = "image"
        label = _("picture or chart")
        template = "home/blocks/figure.html"


class Step(blocks.StructBlock):
    title = blocks.CharBlock(label=_("step"))
    text = blocks.TextBlock(label=_("what happens"), required=False, rows=2)


class Steps(blocks.ListBlock):
    def __init__(self, **kwargs: Any):
        super().__init__(Step(), **kwargs)

    class Meta:
        icon = "list-ol"
        label = _("list of steps")
        template = "home/blocks/steps.html"


class Callout(blocks.StructBlock):
    """Set apart from the text; `kind` says why."""

    kind = blocks.ChoiceBlock(
        label=_("kind"),
        choices=[("note", _("Good to know")), ("warn", _("Beware")), ("ours", _("The lab's own reading"))],
        default="note",
    )
    title = blocks.CharBlock(label=_("title"), required=False)
    text = blocks.RichTextBlock(label=_("text"), features=FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("callout")
        template = "home/blocks/callout.html"


class Body(blocks.StreamBlock):
    """The matter of a page. Headings make its contents list."""

    heading = blocks.CharBlock(label=_("heading"), icon="title", max_length=120)
    text = blocks.RichTextBlock(label=_("text"), icon="pilcrow", features=FEATURES)
    steps = Steps()
    quote = Quote()
    table = Table()
    figure = Figure()
    callout = Callout()


class KeyFigure(blocks.StructBlock):
    value = blocks.CharBlock(label=_("figure"), max_length=40, help_text=_("As it is written: 1,507 or 60 %."))
    label = blocks.CharBlock(label=_("what it counts"))
    source = blocks.CharBlock(label=_("source"), help_text=_("Who says so, when. No figure without a source."))

    class Meta:
        icon = "order"
        label = _("key figure")


class Source(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"))
    publisher = blocks.CharBlock(label=_("who published it"), required=False)
    year = blocks.CharBlock(label=_("year"), required=False, max_length=12)
    url = blocks.URLBlock(label=_("address"), required=False)
    note = blocks.CharBlock(label=_("what we took from it"), required=False)

    class Meta:
        icon = "link-external"
        label = _("source")


class Brief(blocks.StreamBlock):
    point = blocks.CharBlock(label=_("point"), max_length=300, icon="list-ul")

    class Meta:
        max_num = 5


class Figures(blocks.StreamBlock):
    figure = KeyFigure()


class Sources(blocks.StreamBlock):
    source = Source()


class Related(blocks.StreamBlock):
    page = blocks.PageChooserBlock(label=_("page"), page_type="home.Publication")


class PhaseBlock(blocks.StructBlock):
    """A phase of a roadmap, as the toolkit's course sets them out."""

    name = blocks.CharBlock(label=_("name of the phase"), max_length=120)
    summary = blocks.TextBlock(label=_("what it is for"), rows=2)
    actors = points(_("main actors"))
    resources = points(_("resources"))
    activities = points(_("activities"))
    actions = points(_("suggested actions"))
    questions = points(_("self-assessment questions"))

    class Meta:
        icon = "arrow-right"
        label = _("phase")


class Phases(blocks.StreamBlock):
    phase = PhaseBlock()


class Condition(blocks.StructBlock):
    title = blocks.CharBlock(label=_("condition"), max_length=120)
    text = blocks.TextBlock(label=_("why it matters"), rows=2)
    ours = blocks.BooleanBlock(label=_("the lab's own reading"), required=False)

    class Meta:
        icon = "globe"
        label = _("condition")


class Conditions(blocks.StreamBlock):
    condition = Condition()


class Risk(blocks.StructBlock):
    risk = blocks.CharBlock(label=_("risk"), max_length=200)
    coping = points(_("how to cope with it"))

    class Meta:
        icon = "warning"
        label = _("risk")


class Risks(blocks.StreamBlock):
    risk = Risk()


class Actor(blocks.StructBlock):
    name = blocks.CharBlock(label=_("who"))
    part = blocks.CharBlock(label=_("their part"), required=False)

    class Meta:
        icon = "group"
        label = _("actor")


class Actors(blocks.StreamBlock):
    actor = Actor()


class Lessons(blocks.StreamBlock):
    lesson = Point(label=_("lesson"))
