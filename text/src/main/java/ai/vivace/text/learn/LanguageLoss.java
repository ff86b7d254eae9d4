package ai.vivace.text.learn;

import ai.vivace.loss.ChunkedCrossEntropy;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.loss.Loss;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import ai.vivace.text.model.DeferredHead;

/**
 * Cross-entropy of a language model whose last map is left to the loss in training: outputs are features then, [N, T, width], and logits
 * else, [N, T, vocabulary]. Targets are int64 [N, T].
 */
record LanguageLoss(DeferredHead model) implements Loss {
    private static final TokenLoss WHOLE = TokenLoss.standard();

    @Override
    public Tensor mean(Tensor output, Tensor target) {
        if (model.givesFeatures()) {
            Tensor weight = model.headWeight();
            return ChunkedCrossEntropy.ofClasses(weight.size(0)).mean(output, weight, model.headBias(), target);
        }
        return output.requiresGrad() ? WHOLE.mean(output, target) : judged(TokenRows.of(output, target));
    }

    /** The mean in parts, as nothing of them is needed for gradients. */
    private static Tensor judged(TokenRows rows) {
        Tensor total =
                Tensor.scalar(0).to(rows.logits().dtype()).to(rows.logits().device());
        for (TokenRows part : rows.parts()) {
            try (Scope scope = Scope.open()) {
                total.addInPlace(CrossEntropy.standard()
                        .each(part.logits(), part.target())
                        .sum());
            }
        }
        Tensor counted = rows.target().ne((double) CrossEntropy.IGNORED).sum().to(total.dtype());
        return total.div(counted.clamp(1, Double.POSITIVE_INFINITY));
    }

    @Override
    public Tensor each(Tensor output, Tensor target) {
        return WHOLE.each(logits(output), target);
    }

    @Override
    public Tensor activate(Tensor output) {
        return WHOLE.activate(logits(output));
    }

    @Override
    public Tensor decode(Tensor output) {
        return WHOLE.decode(logits(output));
    }

    private Tensor logits(Tensor output) {
        return model.givesFeatures() ? Functional.linear(output, model.headWeight(), model.headBias()) : output;
    }
}
