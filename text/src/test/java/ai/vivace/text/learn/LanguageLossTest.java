package ai.vivace.text.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.text.model.AwdConfiguration;
import ai.vivace.text.model.AwdDropouts;
import ai.vivace.text.model.AwdLanguageModel;
import ai.vivace.text.model.CausalTransformer;
import ai.vivace.text.model.DecoderConfiguration;
import ai.vivace.text.model.DeferredHead;
import ai.vivace.text.model.Lora;
import ai.vivace.text.model.LowRank;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LanguageLossTest {
    private static final Tensor TOKENS = Tensor.of(new long[] {3, 4, 5, 6, 7, 8}, Shape.of(2, 3));
    private static final Tensor TARGET = Tensor.of(new long[] {4, 5, CrossEntropy.IGNORED, 7, 8, 9}, Shape.of(2, 3));

    private static AwdLanguageModel recurrent() {
        return initialized(AwdLanguageModel.of(AwdConfiguration.of(12, 6, 8, 2).dropouts(AwdDropouts.none())));
    }

    /** With a head of its own, which Llama's are. */
    private static CausalTransformer transformer() {
        return initialized(CausalTransformer.of(
                DecoderConfiguration.llama(12, 8, 1, 2, 2, 16).context(8)));
    }

    private static <M extends UnaryLayer> M initialized(M model) {
        model.initialize(Rng.of(5));
        return model;
    }

    private static <M extends UnaryLayer & DeferredHead> void learnsAlike(M whole, M deferred) {
        deferred.deferHead();
        try (whole;
                deferred;
                Scope scope = Scope.open()) {
            Tensor expected = TokenLoss.standard().mean(whole.apply(TOKENS), TARGET);
            Tensor features = deferred.apply(TOKENS);
            assertThat(features.size(2)).isEqualTo(deferred.headWeight().size(1));
            Tensor loss = new LanguageLoss(deferred).mean(features, TARGET);
            assertThat(loss.item()).isCloseTo(expected.item(), within(1e-6));
            expected.backward();
            loss.backward();
            whole.parameters().keySet().forEach(path -> assertThat(gradient(deferred, path))
                    .as(path)
                    .containsExactly(gradient(whole, path), within(1e-6f)));
        }
    }

    private static float[] gradient(UnaryLayer model, String path) {
        Tensor value = Objects.requireNonNull(model.parameters().get(path)).value();
        return Objects.requireNonNull(value.grad()).toFloats();
    }

    @Test
    void aModelWhoseHeadIsDeferredGetsTheSameGradients() {
        learnsAlike(recurrent(), recurrent());
        learnsAlike(transformer(), transformer());
    }

    @Test
    void inUseTheModelGivesLogitsAndTheLossIsTheSame() {
        try (CausalTransformer model = transformer();
                Scope scope = Scope.open()) {
            model.deferHead();
            LanguageLoss loss = new LanguageLoss(model);
            double[] training = loss.each(model.apply(TOKENS), TARGET).toDoubles();
            double mean = loss.mean(model.apply(TOKENS), TARGET).item();
            model.eval();
            Tensor logits = Autograd.off(() -> model.apply(TOKENS));
            assertThat(logits.shape()).isEqualTo(Shape.of(2, 3, 12));
            assertThat(loss.mean(logits, TARGET).item()).isCloseTo(mean, within(1e-6));
            assertThat(loss.each(logits, TARGET).toDoubles()).containsExactly(training, within(1e-6));
            assertThat(loss.decode(logits).shape()).isEqualTo(Shape.of(2, 3));
            assertThat(loss.activate(logits).sum(2).toDoubles())
                    .containsExactly(new double[] {1, 1, 1, 1, 1, 1}, within(1e-6));
        }
    }

    @Test
    void anAdaptedHeadIsNotDeferred() {
        try (CausalTransformer model = transformer();
                Scope scope = Scope.open()) {
            model.deferHead();
            Lora.add(model, LowRank.of(2, "lm_head"), Rng.of(1));
            Tensor logits = model.apply(TOKENS);
            assertThat(logits.size(2)).isEqualTo(12);
            assertThat(new LanguageLoss(model).mean(logits, TARGET).requiresGrad())
                    .isTrue();
        }
    }
}
