"""A linear model over the rows of features.py, and how it is trained, biased, calibrated and cut down to bytes."""

import numpy as np
import scipy.sparse as sparse
from scipy.optimize import minimize
from sklearn.isotonic import IsotonicRegression
from sklearn.svm import LinearSVC

import features

ROWS = 1 << features.BITS


def blocks(texts):
    """Two sparse matrices of ones: words and character n-grams."""
    found = [features.extract(text) for text in texts]
    matrices = []
    for block in (0, 1):
        rows = [sorted(each[block]) for each in found]
        ends = np.cumsum([0] + [len(each) for each in rows])
        columns = np.array([column for each in rows for column in each], np.int32)
        matrices.append(sparse.csr_matrix((np.ones(len(columns), np.float32), columns, ends), (len(texts), ROWS)))
    return matrices


def weighed(matrices):
    """Both blocks in one, each one's ones over the root of their number."""
    counts = [np.maximum(np.asarray(matrix.sum(1)).ravel(), 1) for matrix in matrices]
    scaled = [sparse.diags((count ** -0.5).astype(np.float32)) @ matrix for matrix, count in zip(matrices, counts)]
    return (scaled[0] + scaled[1]).tocsr()


def rarity(matrix, least=2):
    """What is rare says more; what stands in fewer than the least number of texts says nothing."""
    count = np.bincount(matrix.indices, minlength=matrix.shape[1])
    weight = (np.log((1 + matrix.shape[0]) / (1 + count)) + 1) / 5
    return np.where(count < least, 0, weight).astype(np.float32)


def softmax(scores):
    powers = np.exp(scores - scores.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


def teach(matrix, shares, decay, least=2, rounds=40):
    """Softmax regression on distributions of labels → weights, a column a label."""
    scale = rarity(matrix, least)
    used = np.flatnonzero(scale)
    inside = (matrix @ sparse.diags(scale))[:, used].tocsr()
    across = inside.T.tocsr()
    shape = len(used), shares.shape[1]

    def loss(flat):
        weights, bias = flat[:-shape[1]].reshape(shape).astype(np.float32), flat[-shape[1]:].astype(np.float32)
        probabilities = softmax(inside @ weights + bias)
        value = -(shares * np.log(np.maximum(probabilities, 1e-9))).sum(dtype=np.float64)
        error = probabilities - shares
        slope = across @ error + decay * weights
        value += decay / 2 * (weights ** 2).sum(dtype=np.float64)
        return value, np.concatenate([slope.ravel(), error.sum(0)]).astype(np.float64)

    begin = np.concatenate([np.zeros(shape[0] * shape[1]), np.log(shares.mean(0) + 1e-4)])
    found = minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 5}).x
    weights = np.zeros((matrix.shape[1], shape[1]), np.float32)
    weights[used] = found[:-shape[1]].reshape(shape) * scale[used][:, None]
    return weights - weights.mean(1, keepdims=True), found[-shape[1]:]


class Learner:
    """One-against-the-rest support vector machines on the rows and on what the teachers say of a text. As a teacher's
    words are linear in the rows as well, what is learned is one table in the end."""

    def __init__(self, teachers, cost=0.1):
        self.teachers, self.cost = teachers, cost

    def fit(self, matrix, labels, importance, own):
        """`own`: which of the texts are of the language itself; classes are balanced, and teachers scaled, by them."""
        scale = rarity(matrix)
        used = np.flatnonzero(scale)
        said = [matrix @ weights for weights, _ in self.teachers]
        strength = [share / words[own].std() for words, (_, share) in zip(said, self.teachers)]
        inside = sparse.hstack(
            [(matrix @ sparse.diags(scale))[:, used]]
            + [sparse.csr_matrix(words * each) for words, each in zip(said, strength)], "csr").astype(np.float32)
        counts = np.bincount(labels[own], minlength=7)
        self.weights, self.bias = np.zeros((matrix.shape[1], 7), np.float32), np.zeros(7)
        for label, count in enumerate(counts):
            weight = importance * np.where(labels == label, own.sum() / 7 / count, 1)
            machine = LinearSVC(C=self.cost, random_state=0).fit(inside, labels == label, sample_weight=weight)
            found = machine.coef_[0]
            self.weights[used, label] = found[:len(used)] * scale[used]
            start = len(used)
            for (weights, _), each in zip(self.teachers, strength):
                self.weights[:, label] += weights @ found[start:start + weights.shape[1]] * each
                start += weights.shape[1]
            self.bias[label] = machine.intercept_[0]
        return self

    def scores(self, matrix):
        return matrix @ self.weights + self.bias


def f1(labels, found):
    """F1 of each label."""
    table = np.bincount(labels * 7 + found, minlength=49).reshape(7, 7)
    return 2 * np.diag(table) / np.maximum(table.sum(0) + table.sum(1), 1)


def tuned_bias(scores, labels, rounds=3):
    """What to add to the scores for the best mean of F1 over labels, with some regard for the mean over texts.

    Label by label on a grid whose values are smoothed over their neighbours, so that no lucky step is taken."""
    share = np.bincount(labels, minlength=7) / len(labels)
    grid = np.linspace(-1, 1, 21) * scores.std()
    bias = np.zeros(7)
    for _ in range(rounds):
        for label in range(7):
            values = []
            for step in grid:
                trial = bias.copy()
                trial[label] += step
                each = f1(labels, (scores + trial).argmax(1))
                values.append(each.mean() + 0.3 * (each * share).sum())
            smooth = np.convolve(np.pad(values, 1, "edge"), [0.25, 0.5, 0.25], "valid")
            bias[label] += grid[smooth.argmax()]
    return bias


def temperature(scores, labels):
    """What to multiply scores with so that their softmax is how often a label is right."""
    def loss(logarithm):
        return -np.log(softmax(scores * np.exp(logarithm[0]))[np.arange(len(labels)), labels] + 1e-9).mean()
    return float(np.exp(minimize(loss, [1.0], method="Nelder-Mead").x[0]))


def certainty(probabilities, labels):
    """The probability from which on a label is more likely right than wrong."""
    top, right = probabilities.max(1), probabilities.argmax(1) == labels
    rising = IsotonicRegression().fit(top, right)
    grid = np.linspace(0, 1, 1_001)
    return float(grid[np.nan_to_num(rising.predict(np.clip(grid, top.min(), top.max()))) >= 0.5].min())


def quantized(weights, clip=99.995):
    """(bytes, scale of each column); the few weights beyond the percentile are cut."""
    tops = [np.percentile(np.abs(column[column != 0]), clip) if column.any() else 1 for column in weights.T]
    scale = np.array(tops) / 127
    return np.clip(np.rint(weights / scale), -127, 127).astype(np.int8), scale.astype(np.float32)
