import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from consultations.votes.handover import (
    Counted,
    NotHandedOver,
    census,
    joined,
    question,
    require_to_hand_over,
)
from consultations.votes.models import Vote


class Command(BaseCommand):
    help = (
        "Hands a prepared vote to Belenios: writes FOLDER/question.json and FOLDER/voters-COLLEGE.txt. "
        "With --result, reads what Belenios counted and says what passes in every college. See docs/ballot-secrecy.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("consultation", help="its reference, as in its address")
        parser.add_argument(
            "--folder", type=Path, help="where the census goes; it holds addresses: only you can read it"
        )
        parser.add_argument("--result", nargs=3, action="append", metavar=("COLLEGE", "FILE", "BALLOTS"), default=[])

    def handle(self, *args: object, consultation: str, folder: Path | None, result: list, **options: object) -> None:
        vote = Vote.objects.filter(phase__consultation__ref=consultation).first()
        if vote is None or (folder is None) == (not result):
            raise CommandError("a vote in preparation is needed, and --folder or --result" if vote else "no such vote")
        try:
            require_to_hand_over(vote)
            if folder:
                self.out(vote, folder)
            else:
                self.back(vote, result)
        except (NotHandedOver, OSError, ValueError) as error:
            raise CommandError(str(error)) from error

    def out(self, vote: Vote, folder: Path) -> None:
        lists, asked = census(vote), question(vote)
        folder.mkdir(mode=0o700, parents=True)
        (folder / "question.json").write_text(json.dumps(asked, ensure_ascii=False, indent=2) + "\n")
        for college, lines in lists.items():
            (folder / f"voters-{college.lower()}.txt").write_text("\n".join(lines) + "\n")
            self.stdout.write(f"{college.lower()}: {len(lines)} voters")

    def back(self, vote: Vote, results: list[tuple[Any, ...]]) -> None:
        counted = {college: Counted.read(Path(file).read_text(), int(ballots)) for college, file, ballots in results}
        passed = joined(vote, counted)
        self.stdout.write("\n".join(f"passes in every college: {answer}" for answer in passed) or "nothing passes")
