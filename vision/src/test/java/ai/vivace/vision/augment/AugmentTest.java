package ai.vivace.vision.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class AugmentTest {
    @Test
    void whatAnItemGetsDoesNotDependOnTheItemsBesideIt() {
        Tensor pictures = Waves.of(4, 3, 12, 10);
        Batch whole = Augment.standard().apply(Waves.batch(pictures.copy()), Waves.CLASSES, Rng.of(3));
        Batch two = Augment.standard()
                .apply(
                        Waves.batch(Tensor.cat(List.of(pictures.narrow(0, 3, 1), pictures.narrow(0, 1, 1)), 0), 3, 1),
                        Waves.CLASSES,
                        Rng.of(3));
        assertThat(two.input().select(0, 0).toFloats())
                .containsExactly(whole.input().select(0, 3).toFloats(), within(1e-6f));
        assertThat(two.input().select(0, 1).toFloats())
                .containsExactly(whole.input().select(0, 1).toFloats(), within(1e-6f));
    }

    @Test
    void oneSeedGivesOneResultAndAnotherSeedAnother() {
        Tensor pictures = Waves.of(4, 3, 12, 10);
        float[] once = Waves.changed(Augment.standard(), pictures, 1);
        assertThat(Waves.changed(Augment.standard(), pictures, 1)).isEqualTo(once);
        assertThat(Waves.changed(Augment.standard(), pictures, 2)).isNotEqualTo(once);
    }

    @Test
    void batchesTooLargeForOneStepAreTheSameAsPictureByPicture() {
        Tensor pictures = Waves.of(7, 3, 300, 301);
        Tensor whole = Augment.standard().augmented(pictures, Rng.of(5));
        for (int i = 0; i < 7; i++) {
            try (Scope scope = Scope.open()) {
                Batch alone = Augment.standard()
                        .apply(Waves.batch(pictures.narrow(0, i, 1).copy(), i), Waves.CLASSES, Rng.of(5));
                double difference =
                        whole.narrow(0, i, 1).sub(alone.input()).abs().max().item();
                assertThat(difference).isLessThan(1e-5);
            }
        }
    }

    @Test
    void valuesStayBetween0And1() {
        Tensor changed = AugmentSettings.standard()
                .strength(2)
                .build()
                .augmented(Waves.of(32, 3, 9, 9).round(), Rng.of(1));
        assertThat(changed.min().item()).isBetween(0.0, 1e-5);
        assertThat(changed.max().item()).isBetween(1 - 1e-5, 1.0);
    }

    @Test
    void aFlipTwiceIsNone() {
        Tensor pictures = Waves.of(3, 3, 5, 4);
        Augment flip = Augment.of(new Flip(1));
        assertThat(Waves.changed(flip, flip.augmented(pictures, Rng.of(1)), 2)).isEqualTo(pictures.toFloats());
        assertThat(Waves.changed(flip, pictures, 1)).isEqualTo(pictures.flip(3).toFloats());
    }

    @Test
    void aPartAloneDoesWhatItDoesInAList() {
        Tensor pictures = Waves.of(8, 1, 6, 6);
        Batch alone = Rotate.standard().apply(Waves.batch(pictures.copy()), Waves.CLASSES, Rng.of(9));
        assertThat(alone.input().toFloats()).isEqualTo(Waves.changed(Augment.of(Rotate.standard()), pictures, 9));
    }

    @Test
    void otherTransformsKeepTheirPlaceBetweenTheFused() {
        Tensor pictures = Waves.of(2, 1, 4, 4);
        Augment whole = Augment.of(
                new Flip(1),
                (batch, task, rng) -> new Batch(batch.input().mul(0.5), batch.target(), batch.indices()),
                new Flip(1));
        assertThat(Waves.changed(whole, pictures, 1))
                .containsExactly(pictures.mul(0.5).toFloats(), within(1e-7f));
        assertThat(whole.then(Flip.standard()).parts()).hasSize(4);
    }

    @Test
    void whatIsNoBatchOfPicturesIsRefused() {
        assertThatThrownBy(() -> Augment.standard().apply(Waves.batch(Waves.of(4, 3)), Waves.CLASSES, Rng.of(1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("[N, channels, height, width]")
                .hasMessageContaining("[4, 3]");
        assertThatThrownBy(() -> Augment.standard()
                        .apply(Waves.batch(Waves.of(1, 1, 2, 2).to(DType.UINT8)), Waves.CLASSES, Rng.of(1)))
                .isInstanceOf(InputException.class);
    }

    @Test
    void printsItsParts() {
        assertThat(Augment.of(Flip.standard())).hasToString("Augment[Flip[probability=0.5]]");
    }
}
