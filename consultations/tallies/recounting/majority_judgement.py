"""Majority judgement: what is said of one paper, and the count."""

from collections import Counter

from .joining import by_majority, by_share
from .papers import together

# Majority judgement --------------------------------------------------------------------------------------------------

GOOD, GRADES = 3, 5


def paper_of(cell, letters):
    """Letters with their grades, sorted; None if it is no paper of this vote."""
    grades = [one.split("=") for one in cell.split(" ")] if cell else []
    if not all(len(one) == 2 and one[0] in letters and one[1] in tuple("01234") for one in grades):
        return None
    named = [one[0] for one in grades]
    return [[one[0], int(one[1])] for one in grades] if named == sorted(set(named)) else None


def count(manifest, papers, ties, reached):
    letters = [option["letter"] for option in manifest["options"]]

    def liked(cell):
        return [letter for letter, grade in paper_of(cell, letters) if grade >= GOOD]

    counted = by_majority(manifest, papers, reached, liked, by_share(manifest, ties))
    counted["gauges"] = gauges(together(papers), letters)
    counted["gauges_by_college"] = {code: gauges(cast, letters) for code, cast in papers.items()}
    return counted


def gauges(cast, letters):
    """For each option the papers by grade; who gives none gives the worst. The majority grade is the lower median."""
    found = {}
    for letter in letters:
        numbers = Counter()
        for cell, number in cast.items():
            grades = dict(paper_of(cell, letters))
            if grades:
                numbers[grades.get(letter, 0)] += number
        found[letter] = gauge([numbers[grade] for grade in range(GRADES)])
    return found


def gauge(numbers):
    cast = sum(numbers)
    grade = 0
    while cast and 2 * sum(numbers[: grade + 1]) < cast:
        grade += 1
    return {
        "papers": numbers,
        "grade": grade,
        "above": sum(numbers[grade + 1 :]),
        "below": sum(numbers[:grade]),
    }


def rule_in_words():
    return "An option needs Good or Very good from more than half of the papers that grade anything"
