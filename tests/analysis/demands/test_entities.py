"""Who and what is named, in sentences of our own."""

import pytest

from exporter.analysis.demands import find_demands
from exporter.model.demands import Statement
from tests.analysis.demands.texts import make_resolution

OAS, RIVERS = "Organization of American States", "Clean Rivers Network"


def read(text: str, *recitals: str, title: str = "Situation in Belarus") -> Statement:
    return find_demands(make_resolution(text, title=title, recitals=recitals)).statements[0]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Condemns the arrest of Maryna Adamovich;", ["Maryna Adamovich"]),
        ("Condemns the sentencing of journalist Ihar Losik and lawyer Maksim Znak;", ["Ihar Losik", "Maksim Znak"]),
        (
            "Calls for the release of Ales Bialiatski, Uladzimir Labkovich and all others;",
            ["Ales Bialiatski", "Uladzimir Labkovich"],
        ),
        ("Deplores the statements of President Lukashenka;", ["Lukashenka"]),
        ("Notes the role of Siarhei Tsikhanouski, the opposition leader, in the protests;", ["Siarhei Tsikhanouski"]),
        ("Recalls the case of Hong Kong and the release of Human Rights Watch reports;", []),
        ("Welcomes the release of European Union funds;", []),
        ("Calls on the authorities to release Tundu Lissu, and to drop the case;", ["Tundu Lissu"]),
        (
            "Calls for the release of Ursula van den Berg, Juan de la Cruz and Abdulhadi al-Khawaja;",
            ["Ursula van den Berg", "Juan de la Cruz", "Abdulhadi al-Khawaja"],
        ),
        ("Urges the VP/HR to raise the case with Foreign Minister Hakan Fidan;", ["Hakan Fidan"]),
        ("Deplores the sanctions on Chen Quanguo, who designed the policy;", ["Chen Quanguo"]),
        ("Calls on the Foreign Affairs Council and the Vice President to act;", []),
        (
            "Calls for the release of Uyghurs detained for their beliefs, including Rahile Dawut and Ilham Tohti;",
            ["Rahile Dawut", "Ilham Tohti"],
        ),
        ("Urges the authorities to release Henna Vaal and all other human rights defenders;", ["Henna Vaal"]),
        ("Is concerned at the events in several cities, including Hong Kong and Novi Sad;", []),
        ("Urges the members of the alliance, in particular Saudi Arabia, to act;", []),
        ("Deplores the threats of Attorney General Olena Porta and of the State Duma;", ["Olena Porta"]),
        ("Calls for the release of Ana Petrova and of Maksim Znak;", ["Ana Petrova", "Maksim Znak"]),
        ("Deplores the arrest of Ana Petrova and the loss of Novi Sad;", ["Ana Petrova"]),
        ("Calls for Messrs Ulvi Hasan and Tofiq Alay to be heard;", ["Ulvi Hasan", "Tofiq Alay"]),
        ("Honours the Nobel Prize winner Nasrin Kol and the Attorney General;", ["Nasrin Kol"]),
        ("Condemns the verdict against Pham Minh Thu and the ruling against Open Skies;", ["Pham Minh Thu"]),
    ],
)
def test_people(text: str, people: list[str]) -> None:
    assert list(read(text).people) == people


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        (
            "Commends the work of Amnesty International and of the ILO;",
            ["Amnesty International", "International Labour Organization"],
        ),
        ("Deplores the ban on the Belarusian Popular Front;", ["Belarusian Popular Front"]),
        (
            "Deplores the raid on the offices of Viasna Belarus and Clean Earth Georgia;",
            ["Viasna Belarus", "Clean Earth Georgia"],
        ),
        ("Calls on the Commission and the EEAS to act;", []),
        ("Regrets that the Belarusian Government ignores the Council;", []),
        ("Thanks the High Representative of the Union for Foreign Affairs and Security Policy;", []),
        ("Notes the report of the Office of the United Nations High Commissioner for Human Rights;", ["OHCHR"]),
        (
            "Notes the vote of the African Union Peace and Security Council;",
            ["African Union Peace and Security Council"],
        ),
        ("Thanks the members of ASEAN and the UN Security Council;", ["ASEAN", "UN Security Council"]),
        ("Notes the talks in the Conference on Disarmament;", ["Conference on Disarmament"]),
        ("Thanks the UN Working Group on Arbitrary Detention;", ["Working Group on Arbitrary Detention"]),
        ("Welcomes the National Human Rights Council;", ["National Human Rights Council"]),
        ("Notes the words of the NATO Secretary-General and of the General Assembly of the OAS;", [OAS]),
        ("Notes the words of the Secretary-General of the United Nations;", ["UN Secretary-General"]),
        ("Welcomes the Truth and Reconciliation Commission;", ["Truth and Reconciliation Commission"]),
        ("Welcomes the Coastal Trade Agreement (CTA) and the Instrument for Fair Ports (IFP);", []),
        ("Thanks the Coastal Traders Association (CTA);", ["CTA"]),
        ("Thanks Viasna and Open Doors Foundation;", ["Open Doors Foundation"]),
        ("Thanks the European Union and Sunrise Foundation;", ["Sunrise Foundation"]),
        ("Thanks the NGO Clean Rivers Network and the Bar Association of Minsk;", [RIVERS, "Bar Association of Minsk"]),
    ],
)
def test_organisations(text: str, organisations: list[str]) -> None:
    assert list(read(text).organisations) == organisations


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        (
            "Recalls the International Covenant on Civil and Political Rights;",
            ["International Covenant on Civil and Political Rights"],
        ),
        ("Calls on the authorities to repeal the Public Order Act;", ["Public Order Act"]),
        ("Calls on the Commission to revise Regulation (EU) 2021/821;", ["Regulation (EU) 2021/821"]),
        ("Deplores the March 2023 law on Foreign Agents;", ["Foreign Agents law (March 2023)"]),
        (
            "Urges the authorities to repeal the law and amend the new decree;",
            ["unnamed 'the law' and 'the new decree'"],
        ),
        ("Recalls the rule of law;", []),
        ("Calls on the Council and the EEAS to act;", []),
        (
            "Recalls the Convention against Torture and the Convention for the Protection of All Persons from Harm;",
            ["Convention against Torture", "Convention for the Protection of All Persons from Harm"],
        ),
        ("Expects that the Council will act on corruption and on the Act on Seeds;", ["Act on Seeds"]),
        ("Deplores the new law, domestic law and law enforcement violence;", []),
        (
            "Urges the junta to amend the penal code, the 2016 telecommunications law and the law on associations;",
            ["penal code", "2016 telecommunications law", "law on associations"],
        ),
        (
            "Urges the parliament to repeal the law on foreign agents and release its critics;",
            ["law on foreign agents"],
        ),
        (
            "Recalls the Convention against Torture, the Rome Statute and ILO Convention No 190;",
            ["Convention against Torture", "Rome Statute", "ILO Convention No 190"],
        ),
        (
            "Recalls Council Decision (CFSP) 2020/1999 and General Assembly resolution 70/175;",
            ["Council Decision (CFSP) 2020/1999", "General Assembly resolution 70/175"],
        ),
        ("Deplores Decree No 54 and Law 20-2023;", ["Decree No 54", "Law 20-2023"]),
        ("Recalls Economic and Social Council resolution 1999/4;", ["Economic and Social Council resolution 1999/4"]),
    ],
)
def test_laws(text: str, laws: list[str]) -> None:
    assert list(read(text).laws) == laws


def test_an_acronym_is_shown_as_defined() -> None:
    statement = read("Deplores the raid on BHC;", "whereas the Belarusian Helsinki Committee (BHC) was dissolved;")
    assert statement.organisations == ("BHC",)


def test_a_misspelt_acronym_is_tied_to_its_name_and_told() -> None:
    recital = "whereas the United Civic Labour Party (UCLP) was banned;"
    demands = find_demands(make_resolution("Deplores the ban on the UCPL;", recitals=(recital,)))
    assert demands.statements[0].organisations == ("United Civic Labour Party",)
    assert demands.statements[0].text == "Deplores the ban on the UCPL"
    assert [(n.code, n.location) for n in demands.notices] == [("acronym-misspelt", "paragraph 1")]


def test_an_acronym_that_is_a_body_of_its_own_is_not_misspelt() -> None:
    recital = "whereas the United Nations High Commissioner for Refugees (UNHCR) left the country;"
    demands = find_demands(make_resolution("Calls on the UNHRC to act;", recitals=(recital,)))
    assert demands.notices == ()


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Calls for a moratorium on executions;", "death penalty"),
        ("Condemns the use of torture in custody;", "torture"),
        ("Calls on the Council to adopt restrictive measures;", "sanctions"),
        ("Deplores the impunity for war crimes;", "accountability/impunity"),
        ("Urges all parties to agree on a ceasefire;", "peace and security"),
        ("Regrets the slow pace of the accession talks;", "enlargement"),
        ("Condemns antisemitism and islamophobia;", "racism and hatred"),
        ("Calls for persons with disabilities to be consulted;", "disability"),
        ("Calls for affordable housing;", "housing and poverty"),
        ("Deplores modern slavery;", "trafficking and slavery"),
        ("Calls for consumers to be informed;", "internal market and consumers"),
        ("Condemns the public executions in the stadium;", "death penalty"),
    ],
)
def test_themes(text: str, theme: str) -> None:
    assert theme in read(text).themes


def test_execution_of_a_budget_is_no_death_penalty() -> None:
    assert "death penalty" not in read("Regrets that the execution of the budget is slow;").themes
    assert "death penalty" not in read("Recalls that the execution of the judgment is overdue;").themes


def test_implied_addressee_needs_a_reason() -> None:
    def implied(text: str, title: str) -> list[str]:
        return [a.name for a in find_demands(make_resolution(text, title=title)).statements[-1].addressees]

    assert implied("Calls for the release of all activists;", "Crackdown in Vietnam") == ["Vietnamese authorities"]
    assert implied("Calls for the release of all activists;", "Tensions between Iran and Israel") == []
    assert implied("Calls for the release of all hostages held by Hamas;", "Situation in Palestine") == []
    assert implied("Calls for the release of the prisoners held in Russia;", "Situation in Ukraine") == []
    assert implied("Calls for an EU strategy;", "Crackdown in Vietnam") == []
    assert implied("Urges the Iranian authorities to talk; calls for the release of X Y;", "Human rights") == [
        "Iranian authorities"
    ]
