package ai.vivace.text.learn;

import ai.vivace.loss.CrossEntropy;
import ai.vivace.loss.Loss;
import ai.vivace.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * A loss of classes for each token: outputs are logits [N, T, classes], as language models give them, and targets int64 class numbers
 * [N, T], of which {@link CrossEntropy#IGNORED} does not count.
 *
 * @param base a loss of rows, which leaves out targets of {@link CrossEntropy#IGNORED}
 */
public record TokenLoss(Loss base) implements Loss {
    /** Cross-entropy. */
    public static TokenLoss standard() {
        return new TokenLoss(CrossEntropy.standard());
    }

    /** The mean over all tokens that count. */
    @Override
    public Tensor mean(Tensor output, Tensor target) {
        TokenRows rows = TokenRows.of(output, target);
        return base.mean(rows.logits(), rows.target());
    }

    /** The mean of each text's tokens that count. */
    @Override
    public Tensor each(Tensor output, Tensor target) {
        TokenRows rows = TokenRows.of(output, target);
        Tensor losses =
                base.each(rows.logits(), rows.target()).reshape(target.shape().toArray());
        Tensor counts = target.ne((double) CrossEntropy.IGNORED).to(losses.dtype());
        return losses.mul(counts).sum(1).div(counts.sum(1).clamp(1, Double.POSITIVE_INFINITY));
    }

    /** Probabilities, [N, T, classes]. */
    @Override
    public Tensor activate(Tensor output) {
        return byRow(output, base::activate);
    }

    /** The number of each token's likeliest class, [N, T]. */
    @Override
    public Tensor decode(Tensor output) {
        return byRow(output, base::decode);
    }

    private static Tensor byRow(Tensor output, UnaryOperator<Tensor> operation) {
        Tensor rows = operation.apply(output.flatten(0, 1));
        return rows.rank() == 1
                ? rows.reshape(output.size(0), output.size(1))
                : rows.reshape(output.size(0), output.size(1), rows.size(1));
    }
}
