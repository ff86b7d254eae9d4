package ai.vivace.text.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.nn.Layer;
import ai.vivace.nn.LayerTree;
import ai.vivace.nn.Linear;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TeacherForcingTest {
    private static final long[] INPUT = {
        3, 4, 5, 2, 0, 0, 7, 0, 0, 0,
        6, 2, 0, 0, 0, 0, 8, 9, 0, 0
    };

    private static TeacherForcing transformer() {
        TeacherForcing layer =
                TeacherForcing.of(TransformerTranslator.of(TranslatorConfiguration.original(11, 8, 1, 2)));
        layer.initialize(Rng.of(1));
        layer.eval();
        return layer;
    }

    @Test
    void paddingIsCutOffBothSides() {
        try (TeacherForcing layer = transformer();
                Scope scope = Scope.open()) {
            Tensor input = Tensor.of(INPUT, Shape.of(2, 2, 5));
            Tensor logits = Autograd.off(() -> layer.apply(input));
            Tensor source = Tensor.of(new long[] {3, 4, 5, 2, 6, 2, 0, 0}, Shape.of(2, 4));
            Tensor shifted = Tensor.of(new long[] {0, 7, 0, 0, 8, 9}, Shape.of(2, 3));
            Tensor expected = Autograd.off(
                    () -> layer.translator().logits(source, AttentionMask.attending(source.ne(0)), shifted));

            assertThat(logits.shape().toArray()).containsExactly(2, 3, 11);
            assertThat(logits.toFloats()).containsExactly(expected.toFloats(), within(1e-6f));
        }
    }

    @Test
    void aTextsLogitsDoNotDependOnThePaddingOfItsBatch() {
        try (TeacherForcing layer = transformer();
                Scope scope = Scope.open()) {
            Tensor both = Autograd.off(() -> layer.apply(Tensor.of(INPUT, Shape.of(2, 2, 5))));
            Tensor alone = Autograd.off(() -> layer.apply(Tensor.of(new long[] {6, 2, 0, 0, 8, 9}, Shape.of(1, 2, 3))));

            assertThat(both.select(0, 1).contiguous().toFloats()).containsExactly(alone.toFloats(), within(1e-5f));
        }
    }

    @Test
    void itsDescriptionBuildsTheSameAgain() {
        try (TeacherForcing layer =
                        TeacherForcing.of(RecurrentTranslator.of(11, 8, RecurrentTranslator.Score.ADDITIVE, 0, 0));
                Scope scope = Scope.open()) {
            layer.initialize(Rng.of(2));
            try (Layer again = LayerTree.build(LayerTree.describe(layer))) {
                again.load(layer.state());
                layer.eval();
                again.eval();
                Tensor input = Tensor.of(INPUT, Shape.of(2, 2, 5));
                assertThat(Autograd.off(() -> ((UnaryLayer) again).apply(input)).toFloats())
                        .containsExactly(Autograd.off(() -> layer.apply(input)).toFloats(), within(1e-6f));
            }
        }
    }

    @Test
    void otherChildrenAndInputsAreRefused() {
        assertThatThrownBy(() -> TeacherForcing.build(Map.of("translator", Linear.of(2, 2))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("translator");
        try (TeacherForcing layer = transformer();
                Scope scope = Scope.open()) {
            assertThatThrownBy(() -> layer.apply(Tensor.of(INPUT, Shape.of(4, 5))))
                    .hasMessageContaining("[N, 2, length]");
        }
    }
}
