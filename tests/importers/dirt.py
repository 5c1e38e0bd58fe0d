"""Kinds of dirt that files come with, each between good rows."""

GOOD = b'"%d","Anna","1 Test St, Suite 4","MD"\n'
WIDTH = 4

VALID_ROWS = {
    "clean": (b'"9","Bob","2 Test St","MD"\n', ["9", "Bob", "2 Test St", "MD"]),
    "not quoted": (b"9,Bob,2 Test St,MD\n", ["9", "Bob", "2 Test St", "MD"]),
    "quoted where needed": (b'9,"Roe, Bob",2 Test St,MD\n', ["9", "Roe, Bob", "2 Test St", "MD"]),
    "line end in quotes": (
        b'"9","Bob","2\nTest\nSt\n4","MD"\n',
        ["9", "Bob", "2\nTest\nSt\n4", "MD"],
    ),
    "doubled quote": (b'"9","B""o""b","","MD"\n', ["9", 'B"o"b', "", "MD"]),
    "only doubled quotes": (b'"9","""""","","MD"\n', ["9", '""', "", "MD"]),
    "CRLF among LF": (b'"9","Bob","2 Test St","MD"\r\n', ["9", "Bob", "2 Test St", "MD"]),
    "CRLF in quotes": (b'"9","Bob","2\r\nTest St","MD"\r\n', ["9", "Bob", "2\nTest St", "MD"]),
    "a field of one comma": (b'",",",",",",","\n', [",", ",", ",", ","]),
    "UTF-8": ('"9","José","","MD"\n'.encode(), ["9", "José", "", "MD"]),
    "a lone CR": (b'9,"Roe, Bob",2\rTest St,MD\n', ["9", "Roe, Bob", "2\rTest St", "MD"]),
    "blank fields": (b'"9","","",""\n', ["9", "", "", ""]),
}

BAD_LINES = {
    "short row": (b'"9","Bob","2 Test St"\n', "3 columns; the header has 4"),
    "long row": (b'"9","Bob","2 Test St","MD","x"\n', "5 columns; the header has 4"),
    "stray quote in a field": (b'"9","Bo"b","2 Test St","MD"\n', "do not pair up"),
    "two stray quotes in a field": (b'"9","B"o"b","2 Test St","MD"\n', "do not pair up"),
    "quote in a bare field": (b'9,Bo"b,2 Test St,MD\n', "do not pair up"),
    "row cut in a field": (b'"9","Bob","2 Te\n', "do not pair up"),
    "row cut after a quote": (b'"9","Bob","\n', "do not pair up"),
    "runaway quote": (b'"9","Bob,"2 Test St","MD"\n', "do not pair up"),
    "runaway quote at the end": (b'"9","Bob","2 Test St","MD\n', "do not pair up"),
    "invalid UTF-8": (b'"9","Jos\xe9","2 Test St","MD"\n', "not UTF-8"),
    "NUL byte": (b'"9","Bo\0b","2 Test St","MD"\n', "NUL"),
    "separator at both ends": (b'","a"b","c","d"\n', "do not pair up"),
    "bare row with too few": (b"9,Bob,MD\n", "3 columns"),
}


def file_with(dirt: bytes) -> bytes:
    """Three good rows, the dirt from line 4 on, three good rows."""
    before = b"".join(GOOD % number for number in range(3))
    return before + dirt + b"".join(GOOD % number for number in range(3, 6))
