"""Who may open what, and when: one row for each address of our own packages. words.py says how a cell is read.

    row(address, GET, POST, what is posted, what stands in the address)

An address that has no row fails the test. A row says what a stranger would expect to read in a house rule; where one is
surprising, the reason stands above it.
"""

from tests.permissions.table_answers import ANSWERS
from tests.permissions.table_counted import COUNTED
from tests.permissions.table_delivery import DELIVERY
from tests.permissions.table_filling import FILLING
from tests.permissions.table_loop import LOOP
from tests.permissions.table_people import PEOPLE
from tests.permissions.table_questionnaires import QUESTIONNAIRES
from tests.permissions.table_residents import RESIDENTS
from tests.permissions.table_votes import VOTES

TABLE = [*PEOPLE, *RESIDENTS, *ANSWERS, *DELIVERY, *LOOP, *VOTES, *QUESTIONNAIRES, *FILLING, *COUNTED]
