package ai.vivace.vision.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.tensor.Functional.Interpolation;
import ai.vivace.tensor.Functional.Padding;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Levels of 255 equal those of torchvision 0.14 on a picture of bytes: a part of a row, the sum, and the sum weighted by place where
 * torchvision does not cut off fractions, which makes its levels smaller by up to one.
 */
class OperationTest {
    private static final int SIDE = 24;

    private static float[] levels() {
        float[] levels = new float[3 * SIDE * SIDE];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (float) Math.rint(127.5 * Math.sin(i + 1) + 127.5);
        }
        return levels;
    }

    private static Tensor picture(float[] levels) {
        return Tensor.of(levels, Shape.of(3, SIDE, SIDE)).mul(1.0 / 255);
    }

    @ParameterizedTest
    @CsvSource({
        "SHEAR_X, 0.09, 74 196 255 197 75 1 44 163, 210778, 9986649",
        "SHEAR_Y, -0.19, 74 196 255 60 0 57 179 253, 199625, 9587580",
        "TRANSLATE_X, 3.26, 0 0 0 74 196 255 197 75, 192751, 9115833",
        "TRANSLATE_Y, -5, 151 246 232 122 17 14 115 228, 174430, 8070197",
        "ROTATE, 9, 166 46 60 0 57 179 253 212, 205054, 9673890",
        "ROTATE, -33, 0 0 24 134 232 122 10 149, 183626, 8734569",
    })
    void geometryTakesTheNearestPixel(Operation operation, double magnitude, String row, long sum, long weighted) {
        Operation.Ranges ranges = new Operation.Ranges(1, 0, 1, 1, 0, 0);
        Tensor pictures = picture(levels()).unsqueeze(0);
        Homography map = operation.map(ranges, magnitude, SIDE, SIDE);
        new Sampling(Interpolation.NEAREST, Padding.ZEROS).move(pictures, new Homography[] {map});
        assertSame(pictures.mul(255).toFloats(), row, sum, weighted);
    }

    @ParameterizedTest
    @CsvSource({
        "POSTERIZE, 3, 72 192 248 192 72 0 40 160, 214264, 10205824",
        "EQUALIZE, 0, 104 195 255 196 105 8 78 169, 244741, 11658383",
    })
    void valuesThatAreCountedOrDroppedAreTheSame(
            Operation operation, double bits, String row, long sum, long weighted) {
        Operation.Ranges ranges = new Operation.Ranges(0, 0, 0, 0, 0, bits);
        assertSame(operation.apply(ranges, 1, picture(levels())).mul(255).toFloats(), row, sum, weighted);
    }

    @Test
    void solarizingInvertsWhatIsBrightEnough() {
        Operation.Ranges none = new Operation.Ranges(0, 0, 0, 0, 0, 0);
        Tensor changed = Operation.SOLARIZE.apply(none, 1 - 177.5 / 255, picture(levels()));
        assertSame(changed.mul(255).toFloats(), "74 59 0 58 75 1 44 163", 91272, 4345525);
    }

    @ParameterizedTest
    @CsvSource({
        "BRIGHTNESS, 0.27, 93 248 255 250 95 1 55 207, 255452",
        "BRIGHTNESS, -0.5, 37 98 127 98 37 0 22 81, 109723",
        "COLOUR, 0.27, 60 202 255 213 71 0 26 163, 219949",
        "CONTRAST, -0.6, 105 154 178 155 106 76 93 141, 219142",
        "SHARPNESS, 0.8, 74 217 255 219 58 0 17 174, 219768",
        "SHARPNESS, -0.9, 74 171 209 171 93 45 73 150, 219493",
    })
    void blendsDifferByNoMoreThanFractions(Operation operation, double magnitude, String row, double sum) {
        Operation.Ranges ranges = new Operation.Ranges(0, 0, 0, 0, Math.abs(magnitude), 0);
        assertClose(operation.apply(ranges, Math.signum(magnitude), picture(levels())), row, sum);
    }

    @Test
    void autoContrastStretchesEachChannelAndLeavesFlatOnes() {
        float[] dull = levels();
        for (int i = 0; i < dull.length; i++) {
            dull[i] = (float) Math.floor(dull[i] / 2) + 30;
        }
        Operation.Ranges none = new Operation.Ranges(0, 0, 0, 0, 0, 0);
        assertClose(Operation.AUTO_CONTRAST.apply(none, 0, picture(dull)), "74 196 255 196 74 0 44 162", 219529);
        Tensor flat = Tensor.full(Shape.of(3, 2, 2), 0.4);
        assertThat(Operation.AUTO_CONTRAST.apply(none, 0, flat).toFloats()).containsOnly(0.4f);
        assertThat(Operation.EQUALIZE.apply(none, 0, flat).toFloats()).containsOnly(0.4f);
    }

    @Test
    void eachPictureDrawsItsOwnOperation() {
        for (BatchCase one : new BatchCase[] {
            pictures -> RandAugment.standard().apply(pictures, Waves.CLASSES, Rng.of(4)),
            pictures -> TrivialAugment.standard().apply(pictures, Waves.CLASSES, Rng.of(4))
        }) {
            Tensor same =
                    picture(levels()).unsqueeze(0).expand(40, 3, SIDE, SIDE).contiguous();
            Tensor changed = one.of(Waves.batch(same)).input();
            Set<Integer> results = new HashSet<>();
            for (int i = 0; i < 40; i++) {
                results.add(Arrays.hashCode(changed.select(0, i).toFloats()));
            }
            assertThat(results).hasSizeGreaterThan(14);
            assertThat(changed.min().item()).isGreaterThanOrEqualTo(0);
            assertThat(changed.max().item()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void smallAndGreyPicturesAreFine() {
        for (int side = 1; side <= 3; side++) {
            Tensor pictures = Waves.of(60, 1, side, side);
            Tensor changed = TrivialAugment.standard()
                    .apply(Waves.batch(pictures), Waves.CLASSES, Rng.of(side))
                    .input();
            assertThat(changed.allFinite()).isTrue();
        }
    }

    @Test
    void settingsCheckThemselves() {
        assertThatThrownBy(() -> new RandAugment(0, 9, 31))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least 1 operation");
        assertThatThrownBy(() -> RandAugment.standard().level(31))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("from 0 to 30, but was 31");
        assertThatThrownBy(() -> new TrivialAugment(1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least 2 levels");
    }

    @FunctionalInterface
    private interface BatchCase {
        Batch of(Batch batch);
    }

    private static void assertSame(float[] levels, String row, long sum, long weighted) {
        long total = 0;
        long placed = 0;
        for (int i = 0; i < levels.length; i++) {
            long level = Math.round(levels[i]);
            total += level;
            placed += level * ((i + 1) % 97);
        }
        assertThat(row(levels)).containsExactly(numbers(row), within(0.01));
        assertThat(total).isEqualTo(sum);
        assertThat(placed).isEqualTo(weighted);
    }

    private static void assertClose(Tensor changed, String row, double sum) {
        float[] levels = changed.mul(255).toFloats();
        double total = 0;
        for (float level : levels) {
            total += level;
        }
        assertThat(row(levels)).containsExactly(numbers(row), within(1.5));
        assertThat(total).isCloseTo(sum, within((double) levels.length));
    }

    private static double[] row(float[] levels) {
        double[] row = new double[8];
        for (int i = 0; i < row.length; i++) {
            row[i] = levels[SIDE * SIDE + 5 * SIDE + i];
        }
        return row;
    }

    private static double[] numbers(String row) {
        return Arrays.stream(row.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}
