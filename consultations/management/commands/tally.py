import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from consultations.tallies.equal_shares import Completion
from consultations.tallies.files.counting import METHODS, Wish, count
from consultations.tallies.files.election import BrokenFile, Election, WrongPapers
from consultations.tallies.files.reading import read_election
from consultations.tallies.tally import Tally, document


class Command(BaseCommand):
    help = "Counts a file of votes (Pabulib .pb, PrefLib .soc .soi .toc .toi, ABIF .abif) by the method named."
    requires_system_checks = []  # it reads a file and no database

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--method", required=True, choices=METHODS)
        parser.add_argument(
            "--completion", choices=[one.value for one in Completion], help="of equal_shares; add1_greedy"
        )
        parser.add_argument("--seats", type=int, default=1, help="how many win")
        parser.add_argument("--seed", default="", help="announced beforehand; ties are broken by it and all choices")
        parser.add_argument("--json", action="store_true", help="winners, scores and steps as JSON")

    def handle(self, *args: object, file: Path, method: str, **options: object) -> None:
        completion = options["completion"]
        try:
            if completion and method != "equal_shares":
                raise WrongPapers("--completion is for equal_shares")
            wish = Wish(options["seats"], Completion(completion or Completion.ADD1_GREEDY), options["seed"])
            election = read_election(file)
            tally = count(election, method, wish)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}", returncode=2) from error
        except (BrokenFile, WrongPapers) as error:
            raise CommandError(f"{file}: {error}", returncode=2) from error
        self.stdout.write(as_json(tally) if options["json"] else in_words(election, tally))


def as_json(tally: Tally) -> str:
    return json.dumps(document(tally), ensure_ascii=False, indent=2)


def in_words(election: Election, tally: Tally) -> str:
    lines = [f"{place}. {election.names[one]} ({one})" for place, one in enumerate(tally.winners, start=1)]
    return "\n".join(lines) or "No winner."
