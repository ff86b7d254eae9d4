package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.Goldens;
import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Root-mean-square, group and instance norm against torch 1.13; weights are 0.5 · sin(i + 1), inputs sin(0.7 · (i + 1)). */
class NormLayersTest {
    private static Tensor wave(double step, double scale, long... sizes) {
        Shape shape = Shape.of(sizes);
        return Tensor.of(Goldens.wave((int) shape.elements(), step, scale), shape);
    }

    private static void affine(Layer layer, int channels) {
        Tensor both = wave(1, 0.5, 2L * channels);
        layer.load(Map.of("weight", both.narrow(0, 0, channels), "bias", both.narrow(0, channels, channels)));
    }

    private static void check(UnaryLayer layer, Tensor input, double[] output, double[] weight, double[] bias) {
        Tensor ours = layer.apply(input);
        assertThat(ours.toDoubles()).containsExactly(output, within(1e-5));
        ours.mul(wave(0.37, 1, input.shape().toArray())).sum().backward();
        assertThat(gradient(layer, "weight")).containsExactly(weight, within(1e-5));
        assertThat(gradient(layer, "bias")).containsExactly(bias, within(1e-5));
    }

    private static double[] gradient(Layer layer, String name) {
        return Objects.requireNonNull(layer.parameter(name).value().grad()).toDoubles();
    }

    @Test
    void rmsNormDividesByTheRootMeanSquare() {
        assertThat(RmsNorm.of(4).apply(Tensor.of(1, 2, 3, 4)).toDoubles())
                .containsExactly(new double[] {0.36514835, 0.73029669, 1.09544504, 1.46059339}, within(1e-5));
        RmsNorm scaled = RmsNorm.of(4);
        assertThat(scaled.state().keySet()).containsExactly("weight");
        scaled.load(Map.of("weight", Tensor.of(1, 2, 0, -1)));
        assertThat(scaled.apply(Tensor.of(1, 2, 3, 4)).toDoubles())
                .containsExactly(new double[] {0.36514835, 1.46059338, 0, -1.46059339}, within(1e-5));
        assertThatThrownBy(() -> RmsNorm.of(Shape.of(4), 0)).isInstanceOf(InputException.class);
    }

    @Test
    void groupNormEqualsPyTorch() {
        GroupNorm norm = GroupNorm.of(2, 4);
        affine(norm, 4);
        check(
                norm,
                wave(0.7, 1, 2, 4, 2),
                new double[] {
                    -0.58628695,
                    -0.00536433,
                    0.14772499,
                    -0.82401737,
                    0.43264403,
                    0.28123302,
                    0.92100106,
                    0.37345099,
                    -1.17079069,
                    -0.44802502,
                    0.29831178,
                    0.13535445,
                    0.4375338,
                    0.34357968,
                    0.79095801,
                    0.86407151
                },
                new double[] {0.93615716, -2.28674642, -0.84349002, 0.33824241},
                new double[] {0.31877254, 0.12778182, -0.13004683, -0.31985281});
    }

    @Test
    void instanceNormEqualsPyTorch() {
        InstanceNorm2d norm = InstanceNorm2d.affine(2);
        affine(norm, 2);
        check(
                norm,
                wave(0.7, 1, 2, 2, 2, 2),
                new double[] {
                    -0.03626481,
                    0.54465781,
                    0.33655252,
                    -0.5627055,
                    0.29268712,
                    -0.68291972,
                    -0.89062662,
                    -0.23274577,
                    -0.62076855,
                    0.10199712,
                    0.47590672,
                    0.32510472,
                    0.32419398,
                    -0.28119313,
                    -0.73438002,
                    -0.82222582
                },
                new double[] {-1.35058926, -0.50524762},
                new double[] {0.44655436, -0.44989964});
    }

    @Test
    void groupsOfOneChannelAreInstanceNormAndOneGroupIsLayerNorm() {
        Tensor input = Tensor.randomNormal(Shape.of(3, 4, 5, 2), Rng.of(1));
        assertThat(GroupNorm.of(4, 4).apply(input).toDoubles())
                .containsExactly(InstanceNorm2d.of(4).apply(input).toDoubles(), within(1e-5));
        assertThat(GroupNorm.of(1, 4).apply(input).toDoubles())
                .containsExactly(LayerNorm.of(Shape.of(4, 5, 2)).apply(input).toDoubles(), within(1e-5));
        assertThat(InstanceNorm2d.of(4).state()).isEmpty();
    }

    @Test
    void whatCannotBeNormalisedIsRefused() {
        assertThatThrownBy(() -> GroupNorm.of(3, 4))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("multiple");
        assertThatThrownBy(() -> InstanceNorm2d.of(2).apply(Tensor.ones(Shape.of(3, 2, 1, 1))))
                .hasMessageContaining("a single pixel has no variance");
        assertThatThrownBy(() -> InstanceNorm2d.of(2).apply(Tensor.ones(Shape.of(3, 4, 2, 2))))
                .hasMessageContaining("[N, 2, height, width]");
    }

    @Test
    void keptStatisticsStayWhileTheBatchIsUsed() {
        BatchNorm1d norm = BatchNorm1d.of(1);
        Sequential model = Sequential.of(norm);
        Tensor input = Tensor.of(new float[] {1, 2, 3, 6}, Shape.of(4, 1));
        double[] once = model.apply(input).toDoubles();
        double[] before = mean(norm);
        assertThat(BatchNorm.keepingStatistics(model, () -> model.apply(input)).toDoubles())
                .isEqualTo(once);
        assertThat(mean(norm)).isEqualTo(before);
        model.apply(input);
        assertThat(mean(norm)).isNotEqualTo(before);
    }

    private static double[] mean(BatchNorm norm) {
        return Objects.requireNonNull(norm.state().get("running_mean")).toDoubles();
    }
}
