package ai.vivace.learn;

import ai.vivace.tensor.Tensor;

/** How far the classes' probabilities of one output are from those of another. */
final class ClassDivergence {
    private ClassDivergence() {}

    /** The mean over items of KL(softmax(from) ‖ softmax(to)); classes are dimension 1. */
    static Tensor mean(Tensor from, Tensor to) {
        Tensor logFrom = from.logSoftmax(1);
        Tensor terms = logFrom.exp().mul(logFrom.sub(to.logSoftmax(1)));
        return terms.sum().div((double) terms.elements() / terms.size(1));
    }
}
