package ai.vivace.vision.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomCropTest {
    @Test
    void everyPlaceWithinTheBorderIsDrawnAndEachIsAShiftByWholePixels() {
        Tensor picture = Waves.of(1, 2, 4, 5).add(1);
        Set<List<Integer>> places = new HashSet<>();
        for (int seed = 0; seed < 400; seed++) {
            float[] changed = Waves.changed(Augment.of(new RandomCrop(2)), picture, seed);
            List<Integer> place = null;
            for (int down = -2; down <= 2; down++) {
                for (int right = -2; right <= 2; right++) {
                    if (Arrays.equals(changed, shifted(picture.toFloats(), down, right))) {
                        place = List.of(down, right);
                    }
                }
            }
            assertThat(place).as("a shift").isNotNull();
            places.add(place);
        }
        assertThat(places).hasSize(25);
    }

    @Test
    void bordersLargerThanThePictureLeaveNothing() {
        Tensor changed = Augment.of(new RandomCrop(50)).augmented(Waves.of(4, 1, 2, 2), Rng.of(3));
        assertThat(changed.toFloats()).hasSize(16);
        assertThat(changed.allFinite()).isTrue();
    }

    @Test
    void negativeBordersAreRefused() {
        assertThatThrownBy(() -> new RandomCrop(-1))
                .isInstanceOf(InputException.class)
                .hasMessage("A border must be of at least 0 pixels, but was -1.");
    }

    private static float[] shifted(float[] values, int down, int right) {
        float[] shifted = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int row = i / 5 % 4 - down;
            int column = i % 5 - right;
            boolean inside = row >= 0 && row < 4 && column >= 0 && column < 5;
            shifted[i] = inside ? values[i / 20 * 20 + row * 5 + column] : 0;
        }
        return shifted;
    }
}
