package ai.vivace.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransformersTest {
    @Test
    void deviationsAreThePapers() {
        Map<Initializer, Double> deviations = Map.ofEntries(
                Map.entry(Transformers.gpt2(), 0.02),
                Map.entry(Transformers.gpt2Residual(12), 0.00408248),
                Map.entry(Transformers.bert(), 0.87962566 * 0.02),
                Map.entry(Transformers.t5Query(512, 64), 1 / Math.sqrt(512 * 64.0)),
                Map.entry(Transformers.t5In(512), 1 / Math.sqrt(512.0)),
                Map.entry(Transformers.t5Out(2048), 1 / Math.sqrt(2048.0)),
                Map.entry(Transformers.visionWeight(), 0.02),
                Map.entry(Transformers.visionClassToken(), 1e-6),
                Map.entry(Embeddings.standard(), 1.0),
                Map.entry(Embeddings.fastai(), 0.008657),
                Map.entry(Embeddings.transformer(), 0.02),
                Map.entry(Embeddings.awdLstm(), 0.1 / Math.sqrt(3)));
        deviations.forEach((rule, deviation) -> assertThat(
                        draw(rule, Shape.of(400, 300)).variance().sqrt().item())
                .isCloseTo(deviation, within(0.01 * deviation)));
    }

    @Test
    void packedAttentionIsXavierOverTheWhole() {
        long width = 64;
        double bound = Math.sqrt(6.0 / (4 * width));
        Tensor packed = draw(Transformers.packedAttention(), Shape.of(3 * width, width));
        assertThat(packed.abs().max().item()).isBetween(0.99 * bound, bound + 1e-7);
    }

    @Test
    void factorsOfTFixupAreThePapers() {
        TFixup six = TFixup.of(6);
        assertThat(six.decoder()).isCloseTo(0.36889397, within(1e-8));
        assertThat(six.encoder()).isCloseTo(0.42809188, within(1e-8));
        assertThat(draw(six.encoderWeight(), Shape.of(300, 300))
                        .variance()
                        .sqrt()
                        .item())
                .isCloseTo(0.42809188 * Math.sqrt(2.0 / 600), within(3e-4));
        assertThat(draw(six.decoderWeight(), Shape.of(300, 300))
                        .variance()
                        .sqrt()
                        .item())
                .isCloseTo(0.36889397 * Math.sqrt(2.0 / 600), within(3e-4));
        assertThat(draw(six.embedding(256), Shape.of(500, 256))
                        .variance()
                        .sqrt()
                        .item())
                .isCloseTo(0.36889397 / 16, within(3e-4));
    }

    @Test
    void factorsOfDeepNormAreThePapers() {
        check(DeepNorm.alone(12), 2.21336384, 0.31947155);
        check(DeepNorm.encoder(6, 6), 1.41793814, 0.49698924);
        check(DeepNorm.decoder(6), 2.05976714, 0.34329452);
        assertThat(draw(DeepNorm.alone(12).weight(), Shape.of(300, 300))
                        .variance()
                        .sqrt()
                        .item())
                .isCloseTo(0.31947155 * Math.sqrt(2.0 / 600), within(3e-4));
        assertThatThrownBy(() -> DeepNorm.alone(0)).isInstanceOf(InputException.class);
    }

    private static void check(DeepNorm factors, double alpha, double beta) {
        assertThat(factors.alpha()).isCloseTo(alpha, within(1e-8));
        assertThat(factors.beta()).isCloseTo(beta, within(1e-8));
    }

    @Test
    void rowOfThePaddingIsZero() {
        Tensor weight = draw(Embeddings.padded(Embeddings.standard(), 2), Shape.of(5, 4));
        assertThat(weight.select(0, 2).toFloats()).containsOnly(0);
        assertThat(weight.select(0, 3).toFloats()).doesNotContain(0);
        assertThatThrownBy(() -> draw(Embeddings.padded(Embeddings.standard(), 5), Shape.of(5, 4)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("from 0 to 4, but is 5");
    }

    private static Tensor draw(Initializer rule, Shape shape) {
        Tensor tensor = Tensor.full(shape, 9);
        rule.initialize(tensor, Rng.of(5));
        return tensor;
    }
}
