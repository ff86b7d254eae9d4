package ai.vivace.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainingDataTest {
    /** Two channels of two values: the first varies, the second is constant; items from 6 on are for validation. */
    private static ArrayDataSet pictures(int ofValidation) {
        byte[] inputs = new byte[8 * 4];
        int[] classes = new int[8];
        for (int i = 0; i < 8; i++) {
            inputs[i * 4] = (byte) (i < 6 ? 40 * i : ofValidation);
            inputs[i * 4 + 1] = (byte) (i < 6 ? 255 : ofValidation);
            inputs[i * 4 + 2] = 51;
            inputs[i * 4 + 3] = 51;
            classes[i] = i % 2;
        }
        return ArrayDataSet.of(new Array.Bytes(Shape.of(8, 2, 1, 2), inputs), classes, Examples.TASK);
    }

    private static final Split SPLIT = Split.indices(6, 7);

    @Test
    void preprocessingIsFittedToTheTrainingPartOnly() {
        Preprocessing fitted = TrainingData.of(pictures(0), SPLIT).build().preprocessing();
        assertThat(TrainingData.of(pictures(200), SPLIT).build().preprocessing())
                .isEqualTo(fitted);
        assertThat(TrainingData.of(pictures(0), Split.indices(0)).build().preprocessing())
                .as("another training part")
                .isNotEqualTo(fitted);
    }

    @Test
    void meansAndDeviationsEqualTheirDefinition() {
        double[] first = {0, 40, 80, 120, 160, 200, 255, 255, 255, 255, 255, 255};
        double sum = 0;
        double squares = 0;
        for (double value : first) {
            sum += value / 255;
        }
        for (double value : first) {
            squares += Math.pow(value / 255 - sum / 12, 2);
        }
        Preprocessing fitted = TrainingData.of(pictures(0), SPLIT).build().preprocessing();
        assertThat(fitted.scale()).isEqualTo(255);
        assertThat(fitted.mean().get(0)).isCloseTo(sum / 12, within(1e-14));
        assertThat(fitted.deviation().get(0)).isCloseTo(Math.sqrt(squares / 12), within(1e-14));
    }

    @Test
    void constantChannelGetsDeviationOneAndANote() {
        TrainingData data = TrainingData.of(pictures(0), SPLIT).build();
        assertThat(data.preprocessing().mean().get(1)).isCloseTo(0.2, within(1e-15));
        assertThat(data.preprocessing().deviation().get(1)).isEqualTo(1);
        assertThat(data.notes()).hasSize(2);
        assertThat(data.notes().get(0)).contains("Channel 1 is 51.0 everywhere");
        assertThat(data.notes().get(1)).contains("one short batch");
        assertThat(data.describe()).contains("Channel 1");
    }

    @Test
    void fitOfFloatsIsStableFarFromZeroAndIndependentOfWorkers() {
        float[] values = new float[1000];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1e6f + i % 2;
        }
        ArrayDataSet set = ArrayDataSet.of(new Array.Floats(Shape.of(500, 2), values), new int[500], Examples.TASK);
        PreprocessingFit fit = PreprocessingFit.of(set);
        assertThat(fit.preprocessing().mean()).singleElement().isEqualTo(1e6 + 0.5);
        assertThat(fit.preprocessing().deviation().get(0)).isCloseTo(0.5, within(1e-12));
        Source reading = Examples.reading(100, Set.of());
        assertThat(PreprocessingFit.of(reading, Loader.of(reading).workers(8)))
                .isEqualTo(PreprocessingFit.of(reading, Loader.of(reading).workers(0)));
    }

    @Test
    void trainingIsShuffledAndValidationIsNot() {
        TrainingData data = TrainingData.of(Examples.bytes(300), Split.random(0.2, 1))
                .batchSize(32)
                .seed(5)
                .build();
        assertThat(data.training().isShuffled()).isTrue();
        assertThat(data.training().batches()).isEqualTo(7);
        assertThat(data.validation().isShuffled()).isFalse();
        assertThat(data.validation().batches()).isEqualTo(2);
        assertThat(data.inputShape()).isEqualTo(Shape.of(1, 2, 2));
        assertThat(data.describe())
                .contains("224 items in 7 shuffled batches of 32")
                .contains("3 classes: a, b, c")
                .contains("inputs [1, 2, 2], divided by 255.0");
    }

    @Test
    void augmentationIsForTrainingOnly() {
        TrainingData data = TrainingData.of(Examples.bytes(300), Split.random(0.2, 1))
                .augmentation(List.of(Examples::noisy))
                .build();
        assertThat(data.training().transforms()).hasSize(1);
        assertThat(data.validation().transforms()).isEmpty();
    }

    @Test
    void partsMustBeOfOneKind() {
        assertThatThrownBy(() -> TrainingData.of(Examples.bytes(3), pictures(0)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("one input shape");
    }

    @Test
    void arraysMustFitTogether() {
        Array inputs = new Array.Bytes(Shape.of(2, 1), new byte[2]);
        assertThatThrownBy(() -> ArrayDataSet.of(inputs, new int[3], Examples.TASK))
                .hasMessageContaining("[2, 1] and [3]");
        assertThatThrownBy(() -> ArrayDataSet.of(inputs, new int[] {0, 3}, Examples.TASK))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("target 1 is 3");
        assertThatThrownBy(() -> ArrayDataSet.of(inputs, inputs, Examples.TASK)).hasMessageContaining("int64");
        assertThatThrownBy(() -> Examples.bytes(2).scale(0)).hasMessageContaining("positive");
    }

    @Test
    void tokensAreNotNormalised() {
        ArrayDataSet tokens =
                ArrayDataSet.of(new Array.Longs(Shape.of(2, 3), new long[6]), new int[] {0, 1}, Examples.TASK);
        assertThatThrownBy(() -> PreprocessingFit.of(tokens))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("int64");
    }
}
