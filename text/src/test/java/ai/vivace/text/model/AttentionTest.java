package ai.vivace.text.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine's attention under our masks. Reference values are worked out with PyTorch's operations one by one. */
class AttentionTest {
    private static final Offset<Float> CLOSE = within(2e-6f);
    private static final double SCALE = 1 / Math.sqrt(2);

    private static Tensor query() {
        return Tensor.of(new float[] {1, 0, 0, 1, 1, 1}, Shape.of(1, 1, 3, 2));
    }

    private static Tensor key() {
        return Tensor.of(new float[] {1, .5f, .5f, -1, 0, 1}, Shape.of(1, 1, 3, 2));
    }

    private static Tensor value() {
        return Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, Shape.of(1, 1, 3, 2));
    }

    private static float[] attended(AttentionMask mask) {
        Pass pass = Pass.of(mask, 3, 3, null, null, query());
        return Functional.attention(query(), key(), value(), pass.mask(), pass.causal(), 0, SCALE)
                .toFloats();
    }

    @Test
    void withoutMaskItIsTheMeanOfAllByTheirScores() {
        try (Scope scope = Scope.open()) {
            assertThat(attended(AttentionMask.all()))
                    .containsExactly(
                            new float[] {2.5381577f, 3.5381577f, 3.3061848f, 4.306185f, 2.6938152f, 3.6938152f}, CLOSE);
        }
    }

    @Test
    void causalAttentionDoesNotSeeWhatComesLater() {
        try (Scope scope = Scope.open()) {
            float[] causal = attended(AttentionMask.all().causal());
            assertThat(new float[] {causal[0], causal[1], causal[2], causal[3]})
                    .containsExactly(new float[] {1, 2, 1.5143666f, 2.5143666f}, CLOSE);
            AttentionMask explicit = AttentionMask.attending(Tensor.of(new long[] {1, 1, 1}, Shape.of(1, 3)))
                    .causal();
            assertThat(attended(explicit)).containsExactly(causal, CLOSE);
        }
    }

    @Test
    void whoAttendsToNothingGetsZeros() {
        try (Scope scope = Scope.open()) {
            Tensor mask = Tensor.of(new long[] {0, 0, 1}, Shape.of(1, 3));
            float[] padded = attended(AttentionMask.attending(mask).causal());
            assertThat(padded).containsExactly(new float[] {0, 0, 0, 0, 5, 6}, CLOSE);
            assertThat(attended(AttentionMask.attending(mask.mul(0)))).containsOnly(0);
            Tensor bias = Tensor.zeros(Shape.of(1, 1, 3, 3));
            Pass pass = Pass.of(AttentionMask.attending(mask).causal(), 3, 3, bias, null, mask);
            assertThat(Functional.attention(query(), key(), value(), pass.mask(), pass.causal(), 0, SCALE)
                            .toFloats())
                    .containsExactly(padded, CLOSE);
        }
    }

    @Test
    void gradientsOfWhoAttendsToNothingAreNumbers() {
        try (Scope scope = Scope.open()) {
            Tensor query = query().requiresGrad(true);
            Tensor key = key().requiresGrad(true);
            Tensor bias = Tensor.zeros(Shape.of(1, 1, 3, 3)).requiresGrad(true);
            Tensor mask = Tensor.of(new long[] {0, 0, 1}, Shape.of(1, 3));
            Pass pass = Pass.of(AttentionMask.attending(mask).causal(), 3, 3, bias, null, mask);
            Functional.attention(query, key, value(), pass.mask(), pass.causal(), 0, SCALE)
                    .sum()
                    .backward();
            assertThat(Objects.requireNonNull(query.grad()).allFinite()).isTrue();
            assertThat(Objects.requireNonNull(key.grad()).allFinite()).isTrue();
            assertThat(Objects.requireNonNull(bias.grad()).allFinite()).isTrue();
        }
    }

    @Test
    void bothMeaningsOfTrueGiveTheSame() {
        try (Scope scope = Scope.open()) {
            float[] attending = attended(AttentionMask.attending(Tensor.of(new long[] {1, 0, 1}, Shape.of(1, 3))));
            float[] ignoring = attended(AttentionMask.ignoring(Tensor.of(new long[] {0, 1, 0}, Shape.of(1, 3))));
            assertThat(ignoring).isEqualTo(attending);
        }
    }

    @Test
    void windowSeesTheLastTokensOnly() {
        try (Scope scope = Scope.open()) {
            float[] window = attended(AttentionMask.all().window(2));
            float[] causal = attended(AttentionMask.all().causal());
            assertThat(new float[] {window[0], window[1], window[2], window[3]})
                    .containsExactly(new float[] {causal[0], causal[1], causal[2], causal[3]}, CLOSE);
            Tensor two = Functional.attention(
                    query().narrow(2, 2, 1), key().narrow(2, 1, 2), value().narrow(2, 1, 2), null, false, 0, SCALE);
            assertThat(new float[] {window[4], window[5]}).containsExactly(two.toFloats(), CLOSE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void headOfAGroupReadsTheKeysOfItsGroup(int keyHeads) {
        try (Scope scope = Scope.open()) {
            Tensor query = Tensor.randomNormal(Shape.of(2, 4, 5, 8), Rng.of(1));
            Tensor key = Tensor.randomNormal(Shape.of(2, keyHeads, 5, 8), Rng.of(2));
            Tensor value = Tensor.randomNormal(Shape.of(2, keyHeads, 5, 8), Rng.of(3));
            Tensor grouped = Functional.attention(query, key, value, null, true, 0, 0.5);
            for (int head = 0; head < 4; head++) {
                int group = head * keyHeads / 4;
                Tensor alone = Functional.attention(
                        query.narrow(1, head, 1),
                        key.narrow(1, group, 1),
                        value.narrow(1, group, 1),
                        null,
                        true,
                        0,
                        0.5);
                assertThat(grouped.narrow(1, head, 1).toFloats()).containsExactly(alone.toFloats(), CLOSE);
            }
        }
    }

    @Test
    void equalsTheFormulaOnLongTexts() {
        try (Scope scope = Scope.open()) {
            Tensor query = Tensor.randomNormal(Shape.of(2, 2, 70, 16), Rng.of(1));
            Tensor key = Tensor.randomNormal(Shape.of(2, 2, 70, 16), Rng.of(2));
            Tensor value = Tensor.randomNormal(Shape.of(2, 2, 70, 16), Rng.of(3));
            Tensor weights =
                    query.matmul(key.transpose(2, 3)).mul(0.25).softmax(3).matmul(value);
            assertThat(Functional.attention(query, key, value, null, false, 0, 0.25)
                            .sub(weights)
                            .abs()
                            .max()
                            .item())
                    .isLessThan(1e-6);
        }
    }

    @Test
    void masksOfOtherShapesAreExplained() {
        try (Scope scope = Scope.open()) {
            assertThatThrownBy(() -> AttentionMask.attending(Tensor.of(1, 1)))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("[texts, tokens], but came [2]");
            AttentionMask two = AttentionMask.attending(Tensor.of(new long[] {1, 1}, Shape.of(1, 2)));
            assertThatThrownBy(() -> attended(two))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("for 2 tokens, but there are 3");
        }
    }
}
