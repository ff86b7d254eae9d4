package ai.vivace.text.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.nn.Layer;
import ai.vivace.nn.LayerTree;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecurrentTranslatorTest {
    @ParameterizedTest
    @EnumSource(RecurrentTranslator.Score.class)
    void tokenByTokenGivesTheLogitsOfOnePass(RecurrentTranslator.Score score) {
        try (RecurrentTranslator model = RecurrentTranslator.of(11, 6, score, 0, 1);
                Scope scope = Scope.open()) {
            model.initialize(Rng.of(1));
            Tensor source = Tensor.of(new long[] {3, 1, 4, 5, 9, 0}, Shape.of(2, 3));
            AttentionMask mask = model.withoutPadding(source);
            Tensor shifted = Tensor.of(new long[] {1, 6, 7, 1, 2, 3}, Shape.of(2, 3));
            Tensor all = model.logits(source, mask, shifted);
            try (Decoding decoding = model.begin(source, mask)) {
                decoding.advance(new int[] {6, 2});
                decoding.select(new int[] {1});
                decoding.advance(new int[] {3});
                assertThat(decoding.logits()[0])
                        .containsExactly(all.select(0, 1).select(0, 2).toFloats(), within(1e-5f));
            }
            Tensor shorter = Tensor.of(new long[] {5, 9}, Shape.of(1, 2));
            assertThat(model.logits(shorter, AttentionMask.all(), shifted.narrow(0, 1, 1))
                            .toFloats())
                    .containsExactly(all.narrow(0, 1, 1).toFloats(), within(1e-5f));
            all.sum().backward();
            model.parameters()
                    .forEach((path, parameter) ->
                            assertThat(parameter.value().hasGrad()).as(path).isTrue());
        }
    }

    @ParameterizedTest
    @EnumSource(RecurrentTranslator.Score.class)
    void isBuiltAgainFromItsDescription(RecurrentTranslator.Score score) {
        try (RecurrentTranslator model = RecurrentTranslator.of(11, 6, score, 0, 1);
                Layer again = LayerTree.build(LayerTree.describe(model))) {
            assertThat(again.settings()).isEqualTo(model.settings());
            assertThat(again.parameters().keySet()).isEqualTo(model.parameters().keySet());
        }
    }
}
