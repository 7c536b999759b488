"""The taxonomy: the tree of topics, and where the lines of a list belong in it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustworthy_audio_llms._errors import InvalidQuery
from trustworthy_audio_llms._records.entries import KINDS, Paper
from trustworthy_audio_llms._records.identifiers import slug
from trustworthy_audio_llms._records.taxonomy import Assignment, Taxonomy, Topic, load_taxonomy

SMALL = Taxonomy(
    topics=(
        Topic("safety", "Safety", "Harm."),
        Topic("safety/jailbreak", "Jailbreaks", "Getting around refusals.", ("jailbreak",)),
        Topic("fairness", "Fairness", "Bias.", ("bias",)),
        Topic("evaluation", "Evaluation", "Tests.", ("Benchmarks & Evaluation",)),
    ),
    kinds={"benchmark": ["Benchmarks & Evaluation"], "survey": ["surveys"]},
    scopes={"speech": ["traditional models"]},
    no_topic=["papers", "general", "News"],
)


class TestTree:
    """A taxonomy is the tree of its topics."""

    def test_iterating_follows_the_tree(self) -> None:
        """Each topic comes after the one above it."""
        assert [topic.slug for topic in SMALL] == [
            "safety",
            "safety/jailbreak",
            "fairness",
            "evaluation",
        ]
        assert len(SMALL) == 4

    def test_a_topic_is_found_by_its_slug(self) -> None:
        """Square brackets and `in` take the slug."""
        assert SMALL["safety/jailbreak"].title == "Jailbreaks"
        assert "safety/jailbreak" in SMALL
        assert "jailbreak" not in SMALL

    def test_an_unknown_slug_names_near_misses(self) -> None:
        """The error carries the value and says what may have been meant."""
        with pytest.raises(InvalidQuery, match=r"'safety/jailbrake'.*'safety/jailbreak'") as caught:
            SMALL["safety/jailbrake"]

        assert caught.value.value == "safety/jailbrake"

    def test_parent_and_children(self) -> None:
        """The tree can be walked down and up."""
        assert SMALL["safety/jailbreak"].parent == "safety"
        assert SMALL["safety"].parent is None
        assert SMALL.children("safety") == (SMALL["safety/jailbreak"],)
        assert SMALL.children("fairness") == ()
        assert [topic.slug for topic in SMALL.children()] == ["safety", "fairness", "evaluation"]

    def test_children_of_an_unknown_topic_are_an_error(self) -> None:
        """A typing mistake is not an empty answer."""
        with pytest.raises(InvalidQuery, match="'saftey'"):
            SMALL.children("saftey")

    def test_printing_shows_the_tree(self) -> None:
        """Topics stand below the one above them, with their titles."""
        assert str(SMALL) == (
            "safety              Safety\n"
            "  safety/jailbreak  Jailbreaks\n"
            "fairness            Fairness\n"
            "evaluation          Evaluation"
        )

    def test_the_repr_is_short(self) -> None:
        """A session shows how many topics there are, not all of them."""
        assert repr(SMALL) == "<Taxonomy: 4 topics>"


class TestAssigningByPath:
    """A line's file says what it is about."""

    @pytest.mark.parametrize(
        ("path", "topic"),
        [
            ("papers/safety/jailbreak.md", "safety/jailbreak"),
            ("papers/safety/general.md", "safety"),
            ("papers/safety/README.md", "safety"),
            ("papers/2025/jailbreak.md", "safety/jailbreak"),
            ("papers/video/Jailbreak.md", "safety/jailbreak"),
        ],
    )
    def test_folders_and_file_name_a_topic(self, path: str, topic: str) -> None:
        """Containers, years and `general` are no part of it; the innermost known name decides."""
        assert SMALL.assign(path).topics == (topic,)

    @pytest.mark.parametrize(
        ("path", "topic"),
        [
            ("papers/quantum/entangling.md", "quantum/entangling"),
            ("papers/quantum/general.md", "quantum"),
            ("papers/safety/Side Channel.md", "safety/side-channel"),
            ("papers/safety/jailbreak/new_one.md", "safety/jailbreak/new-one"),
            ("papers/quantum.md", "quantum"),
        ],
    )
    def test_what_is_not_known_becomes_a_topic(self, path: str, topic: str) -> None:
        """A new file needs no new release; it goes below the nearest topic that is known."""
        assert SMALL.assign(path).topics == (topic,)

    def test_headings_add_nothing_to_a_path_that_says_something(self) -> None:
        """Below the vendor headings of such a file stand works on the file's topic."""
        assert SMALL.assign("papers/safety/jailbreak.md", ["Qwen", "Bias"]).topics == (
            "safety/jailbreak",
        )

    def test_keywords_that_are_known_do(self) -> None:
        """A keyword is about the line itself; one that is not known is no topic."""
        assert SMALL.assign("papers/safety/jailbreak.md", keywords=["Bias", "Qwen"]).topics == (
            "safety/jailbreak",
            "fairness",
        )

    def test_a_file_of_a_kind_says_the_kind(self) -> None:
        """Surveys are about anything; the folder around them may say about what."""
        assert SMALL.assign("papers/surveys.md") == Assignment((), "survey", None)
        assert SMALL.assign("papers/fairness/surveys.md") == Assignment(
            ("fairness",), "survey", None
        )

    def test_a_file_of_a_scope_says_the_scope(self) -> None:
        """Works on older models are not about audio language models."""
        assert SMALL.assign("papers/traditional_models.md").scope == "speech"
        assert SMALL.assign("papers/fairness.md").scope is None


class TestAssigningByHeading:
    """In a list of one file, and where the path says nothing, the headings do."""

    def test_headings_name_a_topic_as_folders_do(self) -> None:
        """Known ones give the topic, unknown ones become one."""
        assert SMALL.assign("README.md", ["Papers", "Bias"]).topics == ("fairness",)
        assert SMALL.assign("README.md", ["Quantum!"]).topics == ("quantum",)
        assert SMALL.assign("README.md", ["Bias", "Of accents"]).topics == ("fairness/of-accents",)

    @pytest.mark.parametrize("heading", ["News", "Awesome Voices", "2025", "!"])
    def test_headings_that_say_nothing(self, heading: str) -> None:
        """Structure, years, the list's own title and mere decoration are no topics."""
        assert SMALL.assign("README.md", [heading]).topics == ()

    def test_the_title_of_the_list_is_no_topic(self) -> None:
        """The outermost of several headings is a title, unless it is a topic itself."""
        headings = ["Papers on Voices", "Quantum", "Entangling"]

        assert SMALL.assign("README.md", headings).topics == ("quantum/entangling",)
        assert SMALL.assign("README.md", ["Safety", "Entangling"]).topics == ("safety/entangling",)

    def test_a_heading_of_a_kind_says_the_kind(self) -> None:
        """Where nothing else does, it may say the topic as well."""
        assert SMALL.assign("README.md", ["Benchmarks & Evaluation"]) == Assignment(
            ("evaluation",), "benchmark", None
        )
        assert SMALL.assign("README.md", ["Bias", "Benchmarks & Evaluation"]) == Assignment(
            ("fairness",), "benchmark", None
        )

    def test_keywords_come_before_headings(self) -> None:
        """The main topic is the one that is about the line itself."""
        assert SMALL.assign("README.md", ["Bias"], ["Jailbreak"]).topics == (
            "safety/jailbreak",
            "fairness",
        )

    def test_a_topic_covers_the_ones_above_it(self) -> None:
        """`safety` says nothing more about a line that is in `safety/jailbreak`."""
        assert SMALL.assign("README.md", ["Safety"], ["Jailbreak"]).topics == ("safety/jailbreak",)

    def test_the_name_of_a_single_file_is_the_last_resort(self) -> None:
        """`voices.md` is a topic only where its headings say nothing; `bias.md` is one anyway."""
        assert SMALL.assign("bias.md", ["Jailbreak"]).topics == ("fairness",)
        assert SMALL.assign("voices.md", ["Bias"]).topics == ("fairness",)
        assert SMALL.assign("voices.md", ["News"]).topics == ("voices",)

    @given(
        path=st.text(max_size=60),
        headings=st.lists(st.text(max_size=30), max_size=4),
        keywords=st.lists(st.text(max_size=30), max_size=4),
    )
    def test_whatever_is_written_there_gives_valid_topics(
        self, path: str, headings: list[str], keywords: list[str]
    ) -> None:
        """An entry takes the topics as they are, whatever the list's author typed."""
        topics = load_taxonomy().assign(path, headings, keywords).topics

        assert Paper(title="Any", topics=topics).topics == topics
        assert len(set(topics)) == len(topics)


class TestWordsOfHeadings:
    """The words of a heading are matched with what the taxonomy knows, not only all of it."""

    @pytest.mark.parametrize(
        ("headings", "topics"),
        [
            (["Papers", "Jailbreak Attack"], ("safety/jailbreak",)),
            (["A List", "Jailbreak Attack", "Black-box Attack"], ("safety/jailbreak",)),
            (["A List", "Jailbreak Defense"], ("safety/jailbreak",)),
            (["A List", "Measuring Hallucinations in Voices"], ("hallucination",)),
            (["A List", "2. Prompt Injection"], ("safety/prompt-injection",)),
            (["A List", "Kettles and " + "more " * 12 + "jailbreaks"], None),
            (["A List", "Kettles That Whistle"], ("kettles-that-whistle",)),
            (["A List", "Whistles", "Video Datasets"], ("whistles",)),
            (["A List", "Speech and Text", "Survey Papers"], ("speech-and-text",)),
            (["A List", "Whistles", "Kettle Datasets"], ("whistles/kettle-datasets",)),
            (["A List", "Whistles", "Audio Benchmarks"], ("evaluation",)),
        ],
    )
    def test_topics(self, headings: list[str], topics: tuple[str, ...] | None) -> None:
        """The most words together decide; a sentence is none of its words."""
        found = load_taxonomy().assign("README.md", headings).topics

        assert found == topics or (topics is None and not {*found} & {"safety/jailbreak"})

    @pytest.mark.parametrize(
        ("heading", "kind"),
        [
            ("Audio Datasets", "dataset"),
            ("Hallucination Benchmarks", "benchmark"),
            ("Datasets and Benchmarks of Kettles", None),
            ("Surveys of Kettles", "survey"),
            ("Kettles: A Survey", None),
            ("Models", None),
        ],
    )
    def test_kinds(self, heading: str, kind: str | None) -> None:
        """Where a short heading names one alone."""
        assert load_taxonomy().assign("README.md", ["A List", heading]).kind == kind

    def test_scopes_of_titles(self) -> None:
        """A list says in its title what it is about."""
        taxonomy = load_taxonomy()

        assert taxonomy.scope_in("# Awesome Trustworthy Audio-LLMs 🎧") == "audio-llm"
        assert taxonomy.scope_in("Papers on Kettles") is None


class TestHeadingsWithoutBlanks:
    """Chinese, Japanese and Korean headings are read by the words in them."""

    @pytest.mark.parametrize(
        ("heading", "topics"),
        [
            ("越狱", ("safety/jailbreak",)),
            ("越狱攻击", ("safety/jailbreak",)),
            ("一、后门攻击（9篇）", ("security/backdoor",)),
            ("3.1 语音深度伪造检测", ("deepfake/detection",)),
            ("第二章 隐私", ("privacy",)),
            ("公平性与偏见", ("fairness",)),
            ("大模型幻觉评测", ("hallucination",)),
            ("对抗样本", ("security/adversarial",)),
            ("攻击", ("security",)),
            ("バックドア攻撃", ("security/backdoor",)),
            ("딥페이크 탐지", ("deepfake",)),
            ("Ⅳ. Backdoors (12)", ("security/backdoor",)),
            ("IV. Attacks", ("security",)),
            ("水壶", ("水壶",)),
            ("攻击水壶", ("攻击水壶",)),
            ("相关论文", ()),
            ("语音数据集", ()),
        ],
    )
    def test_topics(self, heading: str, topics: tuple[str, ...]) -> None:
        """By the longest word that means one; numbers before it and counts behind it are none."""
        assert load_taxonomy().assign("README.md", [heading]).topics == topics

    @pytest.mark.parametrize(
        ("heading", "kind"),
        [
            ("综述", "survey"),
            ("相关综述", "survey"),
            ("语音数据集", "dataset"),
            ("评估基准（6篇）", "benchmark"),
            ("数据集与基准", None),
            ("我们用数据集训练水壶的方法", None),
        ],
    )
    def test_kinds(self, heading: str, kind: str | None) -> None:
        """Where a short heading names one alone."""
        assert load_taxonomy().assign("README.md", [heading]).kind == kind

    def test_keywords(self) -> None:
        """Name topics, too."""
        assigned = load_taxonomy().assign("README.md", [], ["综述", "多轮越狱攻击"])

        assert assigned.topics == ("safety/jailbreak",)

    def test_a_sentence_names_no_topic(self) -> None:
        """Its words mean nothing by themselves."""
        heading = "水壶" * 20 + "越狱"

        assert load_taxonomy().assign("README.md", [heading]).topics == (heading,)

    def test_scopes_of_titles(self) -> None:
        """A title has the words of a scope among others."""
        assert load_taxonomy().scope_in("可信语音大模型论文") == "audio-llm"
        assert load_taxonomy().scope_in("可信水壶论文") is None


class TestBundledTaxonomy:
    """The taxonomy in `data/` is a tree, and knows the names its list uses."""

    def test_it_is_read_once(self) -> None:
        """Every caller has the same one."""
        assert load_taxonomy() is load_taxonomy()

    def test_it_is_a_tree(self) -> None:
        """Slugs are unique and canonical, of two levels, and follow the topic above them."""
        seen: set[str] = set()
        for topic in load_taxonomy():
            assert topic.slug not in seen
            assert topic.parent is None or topic.parent in seen
            assert [slug(part) for part in topic.slug.split("/")] == topic.slug.split("/")
            assert topic.slug.count("/") <= 1
            seen.add(topic.slug)

    def test_every_topic_says_what_it_is(self) -> None:
        """A title, and one sentence on one line."""
        for topic in load_taxonomy():
            assert topic.title
            assert re.fullmatch(r"[A-Z][^\n]{15,110}\.", topic.description), topic.slug

    def test_no_name_has_two_meanings(self) -> None:
        """An alias belongs to one topic, has at most two levels, and is no name without one."""
        taxonomy = load_taxonomy()
        owners: dict[str, str] = {}
        for topic in taxonomy:
            for alias in (topic.slug, *topic.aliases):
                key = "/".join(slug(part) for part in alias.split("/"))
                assert owners.setdefault(key, topic.slug) == topic.slug
                assert key.count("/") <= 1
        assert not owners.keys() & {slug(name) for name in taxonomy.no_topic}

    def test_kinds_and_scopes_are_those_of_the_records(self) -> None:
        """What they name can be made into an entry."""
        taxonomy = load_taxonomy()

        assert set(taxonomy.kinds) < set(KINDS)
        for scope in taxonomy.scopes:
            assert Paper(title="Any", scope=scope).scope == scope

    @pytest.mark.parametrize(
        ("path", "expected"),
        [
            ("README.md", Assignment()),
            ("collections/agent.md", Assignment(("agents",))),
            ("collections/benchmark.md", Assignment(("evaluation",), "benchmark")),
            ("collections/capability.md", Assignment(("capability",))),
            ("collections/general_in_audio.md", Assignment()),
            ("collections/new.md", Assignment()),
            ("collections/other_in_audio.md", Assignment()),
            ("collections/survey.md", Assignment((), "survey")),
            ("collections/technical_report.md", Assignment(("capability",))),
            ("collections/toolkit.md", Assignment((), "toolkit")),
            ("collections/traditional_models.md", Assignment(("capability",), None, "speech")),
            ("collections/tts.md", Assignment(("capability",))),
            (
                "papers/fairness/benchmarks_and_evaluation.md",
                Assignment(("fairness",), "benchmark"),
            ),
            ("papers/fairness/general.md", Assignment(("fairness",))),
            ("papers/hallucination/general.md", Assignment(("hallucination",))),
            ("papers/interpretability/general.md", Assignment(("interpretability",))),
            ("papers/privacy/contamination.md", Assignment(("privacy/contamination",))),
            ("papers/privacy/data_reconstruction.md", Assignment(("privacy/inference",))),
            ("papers/privacy/general.md", Assignment(("privacy",))),
            ("papers/privacy/membership_inference_attacks.md", Assignment(("privacy/inference",))),
            ("papers/privacy/model_extraction.md", Assignment(("security/extraction",))),
            ("papers/privacy/privacy_preserving_computation.md", Assignment(("privacy",))),
            ("papers/privacy/property_inference_attacks.md", Assignment(("privacy/inference",))),
            ("papers/privacy/side_channel.md", Assignment(("privacy/side-channel",))),
            ("papers/privacy/unlearning.md", Assignment(("privacy/unlearning",))),
            ("papers/privacy/watermark_and_copyright.md", Assignment(("provenance/watermark",))),
            ("papers/robustness/general.md", Assignment(("robustness",))),
            ("papers/safety/alignment.md", Assignment(("safety/alignment",))),
            ("papers/safety/attacks_and_risks.md", Assignment(("safety",))),
            ("papers/safety/benchmarks_and_evaluation.md", Assignment(("safety",), "benchmark")),
            ("papers/safety/deepfake.md", Assignment(("deepfake",))),
            ("papers/safety/defense.md", Assignment(("safety/defense",))),
            ("papers/safety/defense_and_safety-alignment.md", Assignment(("safety/defense",))),
            ("papers/safety/ethics.md", Assignment(("governance",))),
            ("papers/safety/fairness.md", Assignment(("fairness",))),
            ("papers/safety/general.md", Assignment(("safety",))),
            ("papers/safety/jailbreak.md", Assignment(("safety/jailbreak",))),
            ("papers/safety/prompt_injection.md", Assignment(("safety/prompt-injection",))),
            ("papers/safety/toxicity.md", Assignment(("safety/toxicity",))),
            ("papers/security/adversarial_examples.md", Assignment(("security/adversarial",))),
            ("papers/security/agent.md", Assignment(("agents",))),
            ("papers/security/attack.md", Assignment(("security",))),
            ("papers/security/deepfake.md", Assignment(("deepfake",))),
            ("papers/security/interpretability.md", Assignment(("interpretability",))),
            ("papers/security/poison_and_backdoor.md", Assignment(("security/backdoor",))),
            ("papers/security/system.md", Assignment(("security/system",))),
            ("resource/discord.md", Assignment()),
        ],
    )
    def test_every_file_the_list_ever_had(self, path: str, expected: Assignment) -> None:
        """Each has its place, also those that are empty so far or have since been renamed."""
        assert load_taxonomy().assign(path) == expected

    @pytest.mark.parametrize(
        ("heading", "keywords", "expected"),
        [
            ("Surveys & Overviews", "Survey, Trustworthiness", Assignment(("safety",), "survey")),
            (
                "Surveys & Overviews",
                "Deepfake, Detection, Ethics",
                Assignment(("deepfake", "governance"), "survey"),
            ),
            ("Attacks & Risks", "Backdoor, Trigger", Assignment(("security/backdoor",))),
            (
                "Attacks & Risks",
                "Jailbreak, Prompt Injection",
                Assignment(("safety/jailbreak", "safety/prompt-injection", "security")),
            ),
            ("Attacks & Risks", "Adversarial ASR", Assignment(("security/adversarial",))),
            (
                "Defense & Safety Alignment",
                "PEFT Defense, Alignment",
                Assignment(("safety/defense", "safety/alignment")),
            ),
            (
                "Benchmarks & Evaluation",
                "Deepfake Detection",
                Assignment(("deepfake/detection", "evaluation"), "benchmark"),
            ),
            ("Datasets", "", Assignment((), "dataset")),
            ("Good Papers", "", Assignment()),
        ],
    )
    def test_the_headings_and_keywords_of_the_first_list(
        self, heading: str, keywords: str, expected: Assignment
    ) -> None:
        """Headings say the kind, keywords the topic."""
        headings = ["Awesome Trustworthy Audio-LLMs", "Research Collections", heading]

        assert load_taxonomy().assign("README.md", headings, keywords.split(", ")) == expected
