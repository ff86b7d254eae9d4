package ai.vivace.vision.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parts draw what fastai's draw: shares within four deviations, moments within 5 %. */
class PartsTest {
    private static final int DRAWS = 8000;

    @Test
    void standardIsfastaisListWithItsDefaults() {
        assertThat(Augment.standard().parts())
                .isEqualTo(List.of(
                        new Warp(0.2, 0.75),
                        new Flip(0.5),
                        new Rotate(10, 0.75),
                        new Zoom(1, 1.1, 0.75),
                        new Brightness(0.2, 0.75),
                        new Contrast(0.2, 0.75)));
        assertThat(AugmentSettings.standard()
                        .strength(2)
                        .flips(AugmentSettings.Flips.ALL_WAYS)
                        .zoom(1, 1)
                        .crop(0.75)
                        .probabilities(1, 0.5)
                        .build()
                        .parts())
                .isEqualTo(List.of(
                        new RandomResizedCrop(0.75, 1, 1),
                        new Warp(0.4, 1),
                        new Dihedral(0.5),
                        new Rotate(20, 1),
                        new Brightness(0.4, 0.5),
                        new Contrast(0.4, 0.5)));
        assertThat(AugmentSettings.standard()
                        .flips(AugmentSettings.Flips.NONE)
                        .strength(0)
                        .build()
                        .parts())
                .containsExactly(new Zoom(1, 1.1, 0.75));
    }

    @Test
    void halfOfThePicturesAreMirrored() {
        double[] signs = drawn(Flip.standard(), factors -> factors[0]);
        assertThat(share(signs, sign -> sign == -1)).isCloseTo(0.5, within(0.023));
    }

    @Test
    void anglesAreUniformInThreeQuartersOfThePictures() {
        double[] angles = drawn(new Rotate(10, 0.75), f -> Math.toDegrees(Math.atan2(f[1], f[0])));
        assertThat(share(angles, angle -> angle == 0)).isCloseTo(0.25, within(0.02));
        assertThat(Arrays.stream(angles).map(Math::abs).max().getAsDouble()).isBetween(9.9, 10.0);
        assertThat(variance(angles)).isCloseTo(0.75 * 100 / 3, within(1.25));
    }

    @Test
    void zoomsAreUniformAroundUniformPlaces() {
        double[] factors = drawn(new Zoom(1, 1.5, 1), f -> 1 / f[0]);
        assertThat(Arrays.stream(factors).average().getAsDouble()).isCloseTo(1.25, within(0.01));
        assertThat(variance(factors)).isCloseTo(0.25 / 12, within(0.001));
        double[] places = drawn(new Zoom(1, 1.5, 1), f -> f[2] / (1 - f[0]));
        assertThat(variance(places)).isCloseTo(1.0 / 3, within(0.017));
    }

    @Test
    void warpsAcrossAndDownAreDrawnApart() {
        double[] none = drawn(new Warp(0.2, 0.75), f -> f[6] == 0 && f[7] == 0 ? 1.0 : 0);
        double[] one = drawn(new Warp(0.2, 0.75), f -> (f[6] == 0) == (f[7] == 0) ? 0.0 : 1);
        assertThat(Arrays.stream(none).average().getAsDouble()).isCloseTo(1.0 / 16, within(0.011));
        assertThat(Arrays.stream(one).average().getAsDouble()).isCloseTo(6.0 / 16, within(0.022));
    }

    @Test
    void allEightWaysAreAsLikely() {
        Map<Symmetry, Integer> counts = new EnumMap<>(Symmetry.class);
        for (int i = 0; i < DRAWS; i++) {
            Homography map = new Dihedral(1).draw(Rng.of(i), 8, 8);
            counts.merge(Symmetry.of(map, 8, 8).orElseThrow(), 1, Integer::sum);
        }
        assertThat(counts).hasSize(8);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(880, 1120));
    }

    @Test
    void lightIsDrawnAsfastaisIs() {
        double[] levels = lights(new Brightness(0.2, 1), light -> 1 / (1 + Math.exp(-light.offset())));
        assertThat(Arrays.stream(levels).min().getAsDouble()).isBetween(0.4, 0.401);
        assertThat(variance(levels)).isCloseTo(0.04 / 12, within(0.0002));
        double[] contrasts = lights(new Contrast(0.2, 1), light -> Math.log(light.own()));
        assertThat(variance(contrasts)).isCloseTo(Math.pow(Math.log(0.8), 2) / 3, within(0.001));
        double[] untouched = lights(Contrast.standard(), light -> light.equals(Light.SAME) ? 1 : 0);
        assertThat(Arrays.stream(untouched).average().getAsDouble()).isCloseTo(0.25, within(0.02));
        double[] colours = lights(new Saturation(0.2, 1), light -> light.own() + light.grey());
        assertThat(Arrays.stream(colours).boxed().toList())
                .allSatisfy(sum -> assertThat(sum).isCloseTo(1, within(1e-12)));
    }

    @Test
    void cropsStayInsideAndHaveTheSharesAndFormsAskedFor() {
        RandomResizedCrop crop = RandomResizedCrop.standard();
        double shares = 0;
        for (int i = 0; i < DRAWS; i++) {
            Homography map = crop.draw(Rng.of(i), 60, 80);
            double[] first = map.of(-1, -1);
            double[] last = map.of(1, 1);
            assertThat(first[0]).isBetween(-1 - 1e-9, 1.0);
            assertThat(last[1]).isBetween(-1.0, 1 + 1e-9);
            double width = (last[0] - first[0]) / 2 * 79 + 1;
            double height = (last[1] - first[1]) / 2 * 59 + 1;
            assertThat(width / height).isBetween(0.68, 1.46);
            shares += width * height / 4800 / DRAWS;
        }
        // torchvision's procedure, simulated 200,000 times, has a mean of 0.4374.
        assertThat(shares).isCloseTo(0.4374, within(0.01));
    }

    @Test
    void cropOfTheWholeChangesNothing() {
        assertThat(new RandomResizedCrop(1, 1, 1).draw(Rng.of(1), 9, 9).factors())
                .containsExactly(Homography.IDENTITY.factors(), within(1e-12));
    }

    static Object[][] refused() {
        return new Object[][] {
            {(ThrowingCallable) () -> new Flip(1.5), "The probability of a flip must be from 0 to 1, but was 1.5."},
            {(ThrowingCallable) () -> new Dihedral(Double.NaN), "must be from 0 to 1, but was NaN"},
            {(ThrowingCallable) () -> new Rotate(360, 1), "The largest angle must be at least 0.0 and below 360.0"},
            {(ThrowingCallable) () -> new Zoom(0, 1, 1), "above 0 and in order, but came 0.0 to 1.0"},
            {(ThrowingCallable) () -> new Zoom(2, 1, 1), "above 0 and in order, but came 2.0 to 1.0"},
            {(ThrowingCallable) () -> new Warp(0.5, 1), "The largest warp must be at least 0.0 and below 0.5"},
            {(ThrowingCallable) () -> new Contrast(1, 1), "must be at least 0.0 and below 1.0, but was 1.0"},
            {(ThrowingCallable) () -> new RandomResizedCrop(0, 1, 1), "above 0 and at most 1, but was 0.0"},
            {(ThrowingCallable) () -> new RandomResizedCrop(1, 2, 1), "in order, but came 2.0 to 1.0"},
            {(ThrowingCallable) () -> AugmentSettings.standard().strength(3), "The largest warp"},
        };
    }

    @ParameterizedTest
    @MethodSource("refused")
    void settingsCheckThemselves(ThrowingCallable made, String message) {
        assertThatThrownBy(made).isInstanceOf(InputException.class).hasMessageContaining(message);
    }

    private static double[] drawn(Geometric part, Function<double[], Double> number) {
        return IntStream.range(0, DRAWS)
                .mapToDouble(i -> number.apply(part.draw(Rng.of(i), 32, 32).factors()))
                .toArray();
    }

    private static double[] lights(Lighting part, Function<Light, ? extends Number> number) {
        return IntStream.range(0, DRAWS)
                .mapToDouble(i -> number.apply(part.draw(Rng.of(i))).doubleValue())
                .toArray();
    }

    private static double share(double[] values, DoublePredicate is) {
        return (double) Arrays.stream(values).filter(is).count() / values.length;
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().getAsDouble();
        return Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .getAsDouble();
    }
}
