"""Every setting of the grammar model's training in one place."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
MARKS = HERE / "marks"
SHARED = Path(os.environ.get("TQCHECK_SHARED", HERE.parents[2] / "shared"))
DATA = SHARED / "data"  # clean/, train/, tune/: see its README
GOLD = SHARED / "gold"  # tuning and test texts
SEEDS = HERE.parents[1] / "seeds"  # the article
# Shards, checkpoints and candidates, outside git
WORK = Path(os.environ.get("TQCHECK_WORK", Path(tempfile.gettempdir()) / "tqcheck-grammar"))
SEED = 20261123

# Data
RUN = 8  # words in a row that no training text may share with a text for tuning or tests
HELD_OUT = ("us_court_opinions", "us_presidents", "canada_digital_service", "gum_wikinews", "login_gov_help")
HELD_OUT_TAIL = ("pud",)  # of these the second half is held out
KINDS_OF_TEXT = {  # kind: share of the clean sequences, files; by kind, not by size
    "press": (0.22, ("us_senate_press",)),
    "blogs": (0.20, ("digitalgov", "18f_blog", "carpentries_blog", "rust_blog")),
    "technical": (0.12, ("python_peps", "ms_well_architected", "nist_800_63")),
    "encyclopaedic": (0.16, ("cia_factbook", "pud", "doi_revenue")),
    "guidance": (
        0.12,
        ("govuk_service_manual", "plainlanguage_gov", "opensource_guide", "govuk_smart_answers", "cc_certificate"),
    ),
    "legal": (0.04, ("automattic_legal",)),
    "book": (0.06, ("keynes_peace",)),
    "lives and talk": (0.08, ("gum_bio_textbook_speech", "gum_interview")),
}
REAL_WEIGHTS = {"hand": 2.0, "bio_mqm": 0.5, "mqm": 0.3, "pe_grammar": 0.7}  # how often a sentence of each set is drawn
DEV_SHARE = 10  # one in so many documents with hand marks is kept for watching the training

# Sequences
STAGES = {  # what the sequences of each stage are
    "broad": {"clean": 0.38, "synthetic": 0.50, "real": 0.12},
    "real": {"clean": 0.30, "synthetic": 0.45, "real": 0.25},
}
DROPOUT = {"broad": 0.0, "real": 0.1}  # real MT comes back many times: without this it is learnt by heart
HIDDEN = 0.1  # of the word pieces of real MT are hidden, for the same reason
JOINED = 0.35  # of the sequences are two to four sentences
LONGEST = 160  # word pieces
PRACTICE = 6000  # texts that a corrupter sees before its errors are used
CHUNK = 32768  # sequences made from one seed; training goes on from whole chunks

# Training
TYPES = 16  # word shapes x space before, passed as token_type_ids
SEQUENCES = {"broad": 750_000, "real": 250_000}
RATES = {"broad": (3e-4, 1.8e-4), "real": (2.2e-4, 0.0)}  # at the start and the end of each stage
BATCH_TOKENS = 4000
PAD_TO = 8
WARM_UP = 200  # steps; with five of them the model fell into saying the same of every word
DECAY = 0.01
CLIP = 1.0
SAVE_EVERY = 50_000  # sequences
LOG_EVERY = 20  # steps

# Decisions and export
POINTS = {  # at each strictness: precision on mt-news, the model's false alarms in 1,000 clean words, least confidence
    "normal": {"precision": 0.85, "alarms": 0.2, "least": 0.5},
    "high": {"precision": 0.61, "alarms": 3.0, "least": 0.15},
}
MOST_BYTES = 30_000_000
