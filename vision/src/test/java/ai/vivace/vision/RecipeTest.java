package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.vision.model.Architectures;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recipe holds together what is chosen together. */
class RecipeTest {
    private static final Shape DIGIT = Shape.of(1, 8, 8);

    @Test
    void theStrongRecipeLearnsDigitsAndLeavesItsWhiteningLayerAsItWasFitted() {
        TrainingData data = digits(Recipe.STRONG);
        UnaryLayer network = Recipe.STRONG.architecture().build(DIGIT, 10);
        try (Learner learner = Recipe.STRONG
                .learner(data, network, 3)
                .metrics(Metrics.accuracy())
                .build()) {
            float[] fitted = network.parameter("whitening.weight").value().toFloats();
            assertThat(network.parameter("whitening.weight").isTrainable()).isFalse();
            learner.fitOneCycle(4, Recipe.STRONG.rate().orElseThrow());

            assertThat(network.parameter("whitening.weight").value().toFloats()).isEqualTo(fitted);
            assertThat(learner.validate().metric("accuracy").orElseThrow()).isGreaterThan(0.95);
        }
    }

    @Test
    void theFirstLayerMakesPatchesOfTrainingPicturesUncorrelated() {
        TrainingData data = digits(Recipe.STRONG);
        UnaryLayer network = Recipe.STRONG.architecture().build(DIGIT, 10);
        try (Learner learner = Recipe.STRONG.learner(data, network, 3).build();
                Scope scope = Scope.open();
                BatchStream batches = data.training().epoch(0)) {
            Batch first = Objects.requireNonNull(batches.next());
            long[] ones = {1, 1};
            Tensor inner = Functional.conv2d(
                    first.input(),
                    network.parameter("whitening.weight").value(),
                    null,
                    ones,
                    new long[] {0, 0},
                    ones,
                    1);
            assertThat(learner.model()).isSameAs(network);
            Tensor rows =
                    inner.narrow(1, 0, 8).permute(1, 0, 2, 3).reshape(8, -1).to(DType.FLOAT64);
            Tensor centred = rows.sub(rows.mean(1).unsqueeze(1));
            double[] covariance = centred.matmul(centred.transpose(0, 1))
                    .div((double) centred.size(1))
                    .toDoubles();
            for (int row = 0; row < 8; row++) {
                for (int column = 0; column < 8; column++) {
                    // The variance is v / (v + epsilon): just below 1 where there is any.
                    assertThat(covariance[row * 8 + column])
                            .as(row + ", " + column)
                            .isCloseTo(row == column ? 1 : 0, within(0.1));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"28, 2", "32, 2", "64, 4", "8, 1"})
    void picturesMoveByAFourteenthOfTheirSide(int side, int most) {
        Shape picture = Shape.of(3, side, side);
        assertThat(Recipe.STRONG.augmentation(picture, Recipe.Mirror.OTHER)).containsExactly(new RandomShift(most));
        assertThat(Recipe.STRONG.augmentation(picture, Recipe.Mirror.SAME))
                .containsExactly(RandomFlip.standard(), new RandomShift(most));
        assertThat(Recipe.PLAIN.augmentation(picture, Recipe.Mirror.OTHER)).isEmpty();
        assertThat(Recipe.PLAIN.augmentation(picture, Recipe.Mirror.SAME)).containsExactly(RandomFlip.standard());
    }

    @Test
    void otherNetworksMayTakeTheStrongRecipeToo() {
        TrainingData data = digits(Recipe.STRONG);
        try (Learner learner = Recipe.STRONG
                .learner(data, Architectures.of("mlp").build(DIGIT, 10), 3)
                .build()) {
            assertThat(learner.fitOneCycle(1, 1e-3).epochs()).hasSize(1);
        }
    }

    @Test
    void recipesAreFoundByNameAndNearNamesAreSuggested() {
        assertThat(Recipe.of(" Strong ")).isEqualTo(Recipe.STRONG);
        assertThatThrownBy(() -> Recipe.of("strnog"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("strong");
    }

    private static TrainingData digits(Recipe recipe) {
        Pictures pictures = Pictures.digits();
        return TrainingData.of(pictures.source(), pictures.split(0.2, 42))
                .batchSize(recipe.batchSize())
                .seed(1)
                .augmentation(recipe.augmentation(DIGIT, Recipe.Mirror.OTHER))
                .build();
    }
}
