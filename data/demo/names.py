"""Names of people who do not exist: ordinary first names, family names made of syllables."""

from random import Random

_FIRST = """
Aaliyah Adaeze Ahmed Aiko Alejandra Amara Ana Andrew Anjali Anton Ayesha Beatriz Benjamin Carlos
Carmen Caroline Chidi Chloe Daniel Darius David Deepa Diego Dmitri Elena Elijah Emily Esther
Fatima Felix Fiona Gabriel Grace Hana Hannah Hassan Helen Hiroshi Ifeoma Imani Ingrid Isaac
Isabel Ivan James Jasmine Javier Jin John Jonah Joseph Julia Kai Karen Keoni Kenji Khalid Kiran
Laila Laura Leilani Lena Liang Linda Lucia Malik Manuel Maria Mark Mei Michael Miguel Mina Minh
Miriam Mohan Naomi Natalia Nikhil Noor Nora Olga Omar Oscar Patricia Paul Peter Priya Rachel
Rafael Rania Ravi Rebecca Robert Rosa Ruth Samir Samuel Sarah Sergei Sofia Soo-Jin Stephen Susan
Tamika Tariq Teresa Thanh Thomas Tomas Valeria Victor Wei William Xavier Yara Yuki Yusuf Zainab
Zoe
"""

# Beginnings and endings that read as a family name together and, as far as we know, are nobody's.
_FAMILIES = (
    (
        "Amber Brindle Caldre Dunmor Evers Fallow Garrend Hollin",
        "quist mere wold stane combe thrip",
    ),
    ("Valde Quinta Monte Sola Riva Cala Peñal Torre", "verana lumbre clarosa sandera morosa"),
    ("Drav Belov Zar Kozv Mirav Volkan Jadv", "imenko elinski ovarich enczak avorin"),
    ("Ravi Megha Surya Chandra Anu Kala Devi", "vendran pathara sundavan nishekar"),
    ("Haru Taka Miyo Asa Kuro Shio Natsu", "tsubano kazeno shirano minoda"),
    ("Ade Oko Nka Chi Tumo Baba", "lokunre nvareh tembwa sekundi"),
    ("Zafar Nuri Kham Bahar Shir", "anipour istanian oubari azadeh"),
    ("Keala Makana Lani Kapa", "mokulani pohaiki nuimea"),
    ("Zhu Xian Fei Luo Bao", "lenwei shaoran minglu quanyi"),
)
_DOUBLE = """
Nguyen Garcia Kim Patel Okafor Chen Haddad Rivera Cohen Murphy Begay Kealoha Washington Tran
Novak Singh O'Neill D'Souza McCrae
"""


def family_name(random: Random) -> str:
    """A made-up family name; every fifth follows a common one with a hyphen."""
    beginnings, endings = random.choice(_FAMILIES)
    name = random.choice(beginnings.split()) + random.choice(endings.split())
    return f"{random.choice(_DOUBLE.split())}-{name}" if random.randrange(5) == 0 else name


def full_name(random: Random, taken: set[str]) -> tuple[str, str, str, str]:
    """First, middle, last and suffix that nobody in ``taken`` bears yet."""
    while True:
        first, last = random.choice(_FIRST.split()), family_name(random)
        if f"{first} {last}" not in taken:
            taken.add(f"{first} {last}")
            break
    middle = random.choice(["", random.choice("ABCDEFGHJKLMNPRSTW")])
    suffix = random.choice(["JR.", "III"]) if random.randrange(40) == 0 else ""
    return first, middle, last, suffix
