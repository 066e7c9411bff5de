"""Which texts are compared for lineages and chains, and which links of them count."""

import msgspec
from msgspec.structs import replace

from exporter.analysis.lineage import trace
from exporter.batch.editions import Materials, gather_data
from exporter.batch.plan import Product
from exporter.batch.support import SURE, keep_sure, list_supports
from exporter.model.comparison import LinkStatus
from exporter.model.contents import Contents
from exporter.model.dossier import ChainEntry, ComparisonEntry, DossierFile, TextEntry
from tests.conftest import CASES


def make(count: int, **options: object) -> DossierFile:
    texts = tuple(TextEntry(id=str(number), file="x.txt") for number in range(count))
    return DossierFile(title="X", texts=texts, **options)  # type: ignore[arg-type]


def test_all_pairs_of_few_texts_but_for_the_printed_ones() -> None:
    assert list_supports(make(2)) == ()
    assert list_supports(make(3)) == (("0", "2"),)
    entry = ComparisonEntry(old="0", new="2")
    assert list_supports(make(3, comparisons=(entry,))) == (("0", "1"), ("1", "2"))


def test_the_number_of_pairs_of_many_texts_stays_small() -> None:
    assert len(list_supports(make(300))) < 2 * 300


def test_a_chain_is_compared_step_by_step() -> None:
    chain = ChainEntry(motions=("0",), adopted="1")
    assert list_supports(make(2, comparisons=(), chains=(chain,))) == (("0", "1"),)
    chain = ChainEntry(motions=("0", "39"), joint="20", adopted="1")
    assert {("0", "20"), ("39", "20"), ("20", "1")} <= set(list_supports(make(40, chains=(chain,))))


def test_doubtful_links_count_only_where_a_person_decided() -> None:
    contents = msgspec.json.decode((CASES / "publishing" / "many.json").read_bytes(), type=Contents)
    link = next(link for link in contents.comparisons[0].links if not link.procedural)
    weak = replace(link, confidence=SURE - 0.1)
    decided = replace(weak, status=LinkStatus.CONFIRMED)
    kept = keep_sure(replace(contents.comparisons[0], links=(link, weak, decided)))
    assert kept.links == (link, decided)


def test_a_built_dossier_carries_what_was_followed_in_its_data() -> None:
    six = msgspec.json.decode((CASES / "publishing" / "many.json").read_bytes(), type=Contents)
    first = six.comparisons[0]
    sides = (first.texts.old.id, first.texts.new.id)
    materials = Materials(
        file=six.file,
        documents={document.id: document for document in six.documents},
        comparisons={sides: first},
        look=None,
        supports=six.comparisons[1:],
    )
    names = tuple(document.id for document in six.documents)
    gathered = gather_data(Product(publication="dossier", texts=names, files=()), materials)["sqlite"]
    assert [len(found.demands) for found in gathered.survivals] == [12]
    traced = trace(six.documents, six.comparisons, six.file.chains)
    assert gathered.lineages == traced
    pair = gather_data(Product(publication="comparison", texts=sides, files=()), materials)["xlsx"]
    assert pair.lineages is pair.survivals is msgspec.UNSET
