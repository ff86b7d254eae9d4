package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErasingTest {
    /** For each picture of the first batch, 1 where it was changed: [pictures, height, width]. */
    private static Tensor changed(Callback callback, List<Tensor> results) {
        List<Tensor> masks = new ArrayList<>();
        try (Learner learner = Tiles.learner(callback, Looking.once(batch -> {
            Tensor before = batch.batch().input();
            masks.add(batch.input()
                    .eq(before)
                    .not()
                    .to(DType.FLOAT32)
                    .select(1, 0)
                    .copy()
                    .retain());
            results.add(batch.input().copy().retain());
        }))) {
            learner.fit(1, 0.1);
        }
        return masks.get(0);
    }

    @Test
    void cutoutZeroesASquareOfEachPicture() {
        List<Tensor> results = new ArrayList<>();
        Tensor mask = changed(Cutout.of(4), results);
        double[] areas = mask.flatten(1, 2).sum(1).toDoubles();
        // A centre at the edge leaves half of the square on each side.
        assertThat(areas).contains(16);
        assertThat(Arrays.stream(areas).min().orElseThrow()).isGreaterThanOrEqualTo(4);
        assertThat(Arrays.stream(areas).max().orElseThrow()).isEqualTo(16);
        assertThat(mask.variance(0).max().item())
                .as("each picture has its own square")
                .isPositive();
        assertThat(results.get(0).select(1, 0).mul(mask).abs().max().item()).isZero();
        for (int i = 0; i < mask.size(0); i++) {
            Tensor one = mask.select(0, i);
            double rows = one.max(1).sum().item();
            double columns = one.max(0).sum().item();
            assertThat(one.sum().item()).as("a rectangle").isEqualTo(rows * columns);
        }
    }

    @Test
    void randomErasingTakesTheAskedShareOfAboutHalfOfThePictures() {
        RandomErasing erasing = RandomErasing.standard();
        int erased = 0;
        for (int i = 0; i < 4000; i++) {
            Box box = erasing.box(32, 40, Rng.of(2).split(i));
            if (box.area() > 0) {
                erased++;
                assertThat(box.top() + box.height()).isLessThanOrEqualTo(32);
                assertThat(box.left() + box.width()).isLessThanOrEqualTo(40);
                assertThat(box.area() / 1280.0).isBetween(0.012, 0.36);
                assertThat((double) box.height() / box.width()).isBetween(0.2, 5.0);
            }
        }
        assertThat(erased / 4000.0).isCloseTo(0.5, within(0.04));
    }

    @Test
    void randomErasingFillsWithZerosOrNoise() {
        List<Tensor> results = new ArrayList<>();
        Tensor zeros = changed(RandomErasing.standard().probability(1), results);
        assertThat(results.get(0).select(1, 0).mul(zeros).abs().max().item()).isZero();
        Tensor noise = changed(RandomErasing.standard().probability(1).fill(RandomErasing.Fill.NOISE), results);
        assertThat(noise.toFloats()).isEqualTo(zeros.toFloats());
        Tensor filled = results.get(1).select(1, 0).mul(noise);
        double count = noise.sum().item();
        assertThat(filled.square().sum().item() / count).isCloseTo(1, within(0.3));
        assertThat(changed(RandomErasing.standard().probability(0), results)
                        .max()
                        .item())
                .isZero();
    }

    @Test
    void settingsAndInputsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> Cutout.of(1)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> RandomErasing.standard().area(0.5, 0.4)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> RandomErasing.standard().probability(2)).isInstanceOf(InputException.class);
        try (Learner learner = Blobs.simple(Cutout.of(4))) {
            assertThatThrownBy(() -> learner.fit(1, 0.1)).hasMessageContaining("Cutout is for pictures");
        }
    }
}
