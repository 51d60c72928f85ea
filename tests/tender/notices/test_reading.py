from maatwerk_cli.tender.notices import read_notice


def test_a_record_is_not_a_notice():
    assert read_notice(b"aard: dienst\nlooptijd_maanden: 12\n") is None
