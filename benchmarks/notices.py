"""What reading a notice costs beyond the parse of its XML.

    python benchmarks/notices.py [BERICHTEN]

Makes fictional notices of two lots (a thousand where nothing is said), parses and reads them in one and the
same run, three times, and prints the least: milliseconds a notice for either, and the ratio.
"""

import sys
import time
from collections.abc import Callable

from maatwerk_cli.tender.notices import read_notice
from maatwerk_cli.tender.notices.xml_tree import parse_xml

LOT = (
    "<OBJECT_DESCR><LOT_NO>{}</LOT_NO><TITLE><P>Perceel</P></TITLE>"
    '<VAL_OBJECT CURRENCY="EUR">100000</VAL_OBJECT><DURATION TYPE="MONTH">24</DURATION><RENEWAL/>'
    "</OBJECT_DESCR>"
)
NOTICE = (
    '<TED_EXPORT DOC_ID="{}-2020"><CODED_DATA_SECTION><REF_OJS><DATE_PUB>20200305</DATE_PUB></REF_OJS>'
    '</CODED_DATA_SECTION><FORM_SECTION><F02_2014 CATEGORY="ORIGINAL" LG="NL"><CONTRACTING_BODY>'
    "<ADDRESS_CONTRACTING_BODY><OFFICIALNAME>Ministerie van Voorbeeld</OFFICIALNAME>"
    '<COUNTRY VALUE="NL"/></ADDRESS_CONTRACTING_BODY><CA_TYPE VALUE="MINISTRY"/></CONTRACTING_BODY>'
    "<OBJECT_CONTRACT><TITLE><P>Schoonmaak</P></TITLE>"
    '<TYPE_CONTRACT CTYPE="SERVICES"/>{}</OBJECT_CONTRACT></F02_2014></FORM_SECTION></TED_EXPORT>'
)


def least(work: Callable[[bytes], object], notices: list[bytes]) -> float:
    """Give the least of three measurements, in milliseconds a notice."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        for data in notices:
            work(data)
        taken.append(time.process_time() - start)
    return min(taken) / len(notices) * 1000


def main(number: int) -> None:
    """Measure once."""
    notices = [NOTICE.format(n, LOT.format(1) + LOT.format(2)).encode() for n in range(number)]
    parsed = least(parse_xml, notices)
    read = least(lambda data: read_notice(data), notices)
    print(f"alleen de XML {parsed:.2f} ms, lezen {read:.2f} ms, verhouding {read / parsed:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
