package ai.vivace.lab;

import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;

/**
 * Texts of one length with what is to be answered at each token.
 *
 * @param tokens [texts · length]
 * @param answers [texts · length]
 */
record TokenExamples(int texts, int length, long[] tokens, long[] answers) {
    Tensor input() {
        return Tensor.of(tokens, Shape.of(texts, length));
    }

    Tensor target() {
        return Tensor.of(answers, Shape.of(texts, length));
    }
}
