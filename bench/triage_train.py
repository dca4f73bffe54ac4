"""Learn the weights that tell the kind of a message: `python -m bench.triage_train [LABELLED_FILE...]`.

Learns from the sentences of bench/triage_corpus and from the labelled files, by logistic regression with a fixed
seed (the same input gives the same file), and writes domain/triage/kind_weights.json. `--folds N` instead prints how
well messages of the labelled files are told that were left out of the learning.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from domain.triage.facts import Kind
from domain.triage.features import features, normal

CORPUS = Path(__file__).parent / "triage_corpus"
TARGET = Path("domain/triage/kind_weights.json")
KINDS = tuple(Kind)
PRIOR = {Kind.FAULT: 0.5}
LABELLED_WEIGHT = 1.5
PER_TEMPLATE = 6
SCALE = 100
_CHOICE = re.compile(r"\{([^{}]*)\}")

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Example:
    """A text of a known kind."""

    text: str
    kind: Kind
    weight: float = 1.0


def corpus(seed: int = 7) -> list[Example]:
    """The sentences of the corpus, a few random readings of each template."""
    chance, examples = random.Random(seed), list[Example]()
    for path in sorted(CORPUS.glob("*.txt")):
        lists, kind = dict[str, str](), None
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("@"):
                name, _, words = line[1:].partition(" = ")
                lists[name] = words
            elif line.startswith("["):
                kind = Kind(line.strip("[]"))
            elif line and not line.startswith("#") and kind:
                texts = {_expand(line, lists, chance) for _ in range(PER_TEMPLATE)}
                examples += [Example(text, kind, 1.0 / len(texts) ** 0.5) for text in sorted(texts)]
    return examples


def _expand(template: str, lists: dict[str, str], chance: random.Random) -> str:
    def choose(found: re.Match[str]) -> str:
        return chance.choice(lists.get(found[1], found[1]).split("|"))

    while (text := _CHOICE.sub(choose, template)) != template:
        template = text
    return template


def labelled(paths: list[Path]) -> list[Example]:
    """The messages of labelled files."""
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [Example(row["text"], Kind(row["type"]), LABELLED_WEIGHT) for row in rows]


@dataclass(frozen=True)
class Model:
    """Weights by feature, one for each kind."""

    bias: Floats
    index: dict[str, int]
    weights: Floats

    def scores(self, text: str) -> Floats:
        """The score of each kind."""
        rows = [self.index[f] for f in features(normal(text)) if f in self.index]
        total: Floats = self.bias + self.weights[rows].sum(axis=0)
        return total

    def kind(self, text: str) -> Kind:
        """The kind with the highest score."""
        return KINDS[int(self.scores(text).argmax())]


def learn(examples: list[Example], strength: float = 1.5, steps: int = 250) -> Model:
    """Multinomial logistic regression, L2-regularised (cues less than pieces of text), by Adam on all examples."""
    found = [features(normal(e.text)) for e in examples]
    frequency = Counter(f for fs in found for f in fs)
    index = {f: i for i, f in enumerate(sorted(f for f, n in frequency.items() if n > 1))}
    x = np.zeros((len(examples), len(index)), dtype=np.float32)
    for row, fs in enumerate(found):
        x[row, [index[f] for f in fs if f in index]] = 1.0
    y = np.eye(len(KINDS), dtype=np.float32)[[KINDS.index(e.kind) for e in examples]]
    weight = np.array([e.weight for e in examples], dtype=np.float32)
    share = np.array([PRIOR.get(k, (1 - sum(PRIOR.values())) / (len(KINDS) - len(PRIOR))) for k in KINDS])
    weight *= (y * (share / (y * weight[:, None]).sum(axis=0))).sum(axis=1).astype(np.float32)
    penalty = np.array([[0.25 if f[:2] in {"c:"} else 1.0] for f in index], dtype=np.float32)
    penalty *= strength / len(examples)
    w, bias = np.zeros((len(index), len(KINDS)), dtype=np.float32), np.zeros(len(KINDS), dtype=np.float32)
    m, v = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, steps + 1):
        z = x @ w + bias
        p = np.exp(z - z.max(axis=1, keepdims=True))
        error = (p / p.sum(axis=1, keepdims=True) - y) * weight[:, None]
        gradient = x.T @ error + penalty * w
        m, v = 0.9 * m + 0.1 * gradient, 0.99 * v + 0.01 * gradient**2
        w -= 0.03 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-6)
        bias -= 0.3 * error.sum(axis=0)
    return Model(bias, index, w)


def write(model: Model) -> None:
    """Store the weights as small whole numbers, without the features that hardly matter."""
    table = {
        feature: [round(float(value) * SCALE) for value in model.weights[row]]
        for feature, row in model.index.items()
        if np.abs(model.weights[row]).max() * SCALE >= 4
    }
    content = {"kinds": list(KINDS), "bias": [round(float(b) * SCALE) for b in model.bias], "weights": table}
    TARGET.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def main(argv: list[str]) -> None:
    """Learn and write, or cross-validate."""
    parser = argparse.ArgumentParser(prog="python -m bench.triage_train")
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args(argv)
    own, known = corpus(), labelled(options.files)
    if not options.folds:
        write(learn(own + known))
        print(f"{len(own)} + {len(known)} examples, {TARGET.stat().st_size} bytes")
        return
    random.Random(1).shuffle(known)
    right = 0
    for fold in range(options.folds):
        out = known[fold :: options.folds]
        model = learn(own + [e for i, e in enumerate(known) if i % options.folds != fold])
        for example in out:
            told = model.kind(example.text)
            right += told is example.kind
            if told is not example.kind:
                print(f"{told} not {example.kind}: {example.text}")
    print(f"{right} of {len(known)} = {right / len(known):.4f}")


if __name__ == "__main__":
    main(sys.argv[1:])
