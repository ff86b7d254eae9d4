package ai.vivace.lab;

import ai.vivace.loss.CrossEntropy;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;

/**
 * Texts of one length with what is to be answered at each token.
 *
 * @param tokens [texts · length]
 * @param answers [texts · length]; {@link CrossEntropy#IGNORED} where none is asked for
 */
record TokenExamples(int texts, int length, long[] tokens, long[] answers) {
    /** Texts to be written, in which no answer is asked for yet. */
    static TokenExamples empty(int texts, int length) {
        long[] answers = new long[texts * length];
        Arrays.fill(answers, CrossEntropy.IGNORED);
        return new TokenExamples(texts, length, new long[texts * length], answers);
    }

    void fill(int row, int token) {
        Arrays.fill(tokens, row * length, (row + 1) * length, token);
    }

    void token(int row, int place, int token) {
        tokens[row * length + place] = token;
    }

    void answer(int row, int place, int answer) {
        answers[row * length + place] = answer;
    }

    Tensor input() {
        return Tensor.of(tokens, Shape.of(texts, length));
    }

    Tensor target() {
        return Tensor.of(answers, Shape.of(texts, length));
    }
}
