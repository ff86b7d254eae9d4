package ai.vivace.vision.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BorderWeightsTest {
    @Test
    void pixelsBetweenTwoThingsCountByTheirDistances() {
        // Things at columns 0 and 4, background between.
        long[] mask = {1, 0, 0, 0, 1};
        float[] weights = new BorderWeights(10, 5, 1).of(mask, 1, 5);
        float between = (float) (1 + 10 * Math.exp(-16.0 / 50));
        assertThat(weights).containsExactly(new float[] {1, between, between, between, 1}, within(1e-5f));
    }

    @Test
    void ofOneThingOrNoneAllPixelsCountOne() {
        assertThat(BorderWeights.of(1).of(new long[] {1, 1, 0, 0}, 2, 2)).containsOnly(1);
        assertThat(BorderWeights.of(1).of(new long[] {0, 0, 0, 0}, 2, 2)).containsOnly(1);
    }

    @Test
    void distancesAreThoseOfTheNearestPixelOfAThing() {
        int side = 17;
        Rng rng = Rng.of(5);
        long[] mask = new long[side * side];
        // Single pixels, apart from each other, are a thing each.
        int[] places = {3 * side + 4, 9 * side + 12, 15 * side + 2, 6 * side + 15};
        for (int place : places) {
            mask[place] = 1;
        }
        mask[rng.nextInt(side)] = 255;
        float[] weights = new BorderWeights(10, 4, 1).of(mask, side, side);
        for (int i = 0; i < mask.length; i++) {
            int row = i / side;
            int column = i % side;
            double[] distances = Arrays.stream(places)
                    .mapToDouble(place -> Math.hypot(place / side - row, place % side - column))
                    .sorted()
                    .toArray();
            double sum = distances[0] + distances[1];
            double expected = mask[i] == 0 ? 1 + 10 * Math.exp(-sum * sum / 32) : 1;
            assertThat((double) weights[i]).isCloseTo(expected, within(1e-5));
        }
    }
}
