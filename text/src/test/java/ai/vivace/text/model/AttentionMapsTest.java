package ai.vivace.text.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.nn.Layer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttentionMapsTest {
    private static final long[] TOKENS = {3, 4, 5, 6, 7, 8, 0, 0};

    private static Tensor tokens() {
        return Tensor.of(TOKENS, Shape.of(2, 4));
    }

    @Test
    void theWeightsGiveWhatTheEngineGave() {
        TextEncoder encoder = TextEncoder.of(EncoderConfiguration.bert(11, 16, 2, 4));
        CausalTransformer decoder = CausalTransformer.of(DecoderConfiguration.llama(11, 16, 2, 4, 2, 24));
        TransformerTranslator t5 = TransformerTranslator.of(TranslatorConfiguration.t5(11, 16, 2, 2, 24));
        try (encoder;
                decoder;
                t5;
                Scope scope = Scope.open()) {
            Tensor source = tokens();
            agree(encoder, 2, () -> encoder.apply(source));
            agree(decoder, 2, () -> decoder.apply(source));
            agree(t5, 6, () -> t5.logits(source, t5.withoutPadding(source), source));
        }
    }

    private static void agree(Layer model, int attentions, Runnable run) {
        model.initialize(Rng.of(5));
        model.eval();
        List<AttentionWatch> watches = new ArrayList<>();
        model.walk((path, layer) -> {
            if (layer instanceof TransformerLayer transformer) {
                watches.addAll(transformer.watches());
            }
        });
        assertThat(watches).hasSize(attentions);
        watches.forEach(AttentionWatch::begin);
        Autograd.off(run);
        for (AttentionWatch watch : watches) {
            List<AttentionWatch.Seen> seen = watch.end();
            assertThat(seen).hasSize(1);
            AttentionWatch.Seen one = seen.get(0);
            assertThat(one.weights().matmul(one.value()).contiguous().toFloats())
                    .containsExactly(one.attended().contiguous().toFloats(), within(1e-5f));
            for (float sum : one.weights().sum(3).contiguous().toFloats()) {
                assertThat(sum).isCloseTo(1, within(1e-5f));
            }
        }
    }

    @Test
    void paddingIsAttendedToByNobody() {
        try (TextClassifier classifier = TextClassifier.of(EncoderConfiguration.bert(11, 16, 1, 2), 3);
                Scope scope = Scope.open()) {
            classifier.initialize(Rng.of(1));
            List<AttentionMap> maps = AttentionMaps.of(classifier, () -> classifier.apply(tokens()));

            assertThat(maps).hasSize(1);
            AttentionMap map = maps.get(0);
            assertThat(map.layer()).isEqualTo("bert.encoder.layer.0");
            assertThat(map.texts()).isEqualTo(2);
            for (float[] row : map.mean(1)) {
                assertThat(row[0] + row[1]).isCloseTo(1, within(1e-5f));
                assertThat(row[2] + row[3]).isZero();
            }
        }
    }

    @Test
    void aTranslatorShowsWhatAnswersLookedAt() {
        try (TransformerTranslator model = TransformerTranslator.of(TranslatorConfiguration.original(11, 16, 1, 2));
                Scope scope = Scope.open()) {
            model.initialize(Rng.of(1));
            Tensor source = tokens();
            Tensor shifted = Tensor.of(new long[] {0, 3, 0, 4}, Shape.of(2, 2));
            List<AttentionMap> maps =
                    AttentionMaps.of(model, () -> model.logits(source, model.withoutPadding(source), shifted));

            assertThat(maps)
                    .extracting(map -> map.kind() + " " + map.targets() + " " + map.sources())
                    .containsExactly("SELF 4 4", "SELF 2 2", "CROSS 2 4");
            assertThat(maps.get(1).head(0, 0)[0]).as("causal").containsExactly(1, 0);
            AttentionMaps.of(model, () -> {});
            assertThat(AttentionMaps.of(model, () -> {})).isEmpty();
        }
    }
}
