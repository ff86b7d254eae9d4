package ai.vivace.vision.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Values equal those of fastai's formulas, worked out in double precision with PyTorch 1.13. */
class LightingTest {
    private static final float[] PICTURE = {0, 0.1f, 0.5f, 0.9f, 1, 0.3f};
    private static final Lighting BRIGHTER = rng -> Brightness.of(0.6);
    private static final Lighting STRONGER = rng -> new Light(1.2, 0, 0);
    private static final Lighting PALER = rng -> Saturation.of(0.7);

    @Test
    void brightnessAndContrastAreOnePassOfLogits() {
        Tensor picture = Tensor.of(PICTURE, Shape.of(1, 3, 1, 2));
        assertThat(Waves.changed(Augment.of(BRIGHTER, STRONGER), picture, 1))
                .containsExactly(new float[] {1e-8f, 0.1043208f, 0.6192953f, 0.9578408f, 1, 0.3704704f}, within(1e-6f));
    }

    @Test
    void saturationBlendsLogitsWithTheirGrey() {
        Tensor picture = Tensor.of(new float[] {0.05f, 0.1f, 0.5f, 0.9f, 0.95f, 0.3f}, Shape.of(1, 3, 1, 2));
        assertThat(Waves.changed(Augment.of(BRIGHTER, STRONGER, PALER), picture, 1))
                .containsExactly(
                        new float[] {0.1013076f, 0.2375768f, 0.5721308f, 0.9258983f, 0.9406924f, 0.4919826f},
                        within(1e-6f));
    }

    @Test
    void whatIsComposedEqualsWhatIsDoneInTurn() {
        Tensor picture = Tensor.of(new float[] {0.2f, 0.1f, 0.5f, 0.9f, 0.8f, 0.3f}, Shape.of(1, 3, 1, 2));
        Tensor inTurn = picture;
        for (Lighting one : new Lighting[] {PALER, BRIGHTER, STRONGER, PALER, BRIGHTER}) {
            inTurn = Augment.of(one).augmented(inTurn, Rng.of(1));
        }
        float[] together = Waves.changed(Augment.of(PALER, BRIGHTER, STRONGER, PALER, BRIGHTER), picture, 1);
        assertThat(together).containsExactly(inTurn.toFloats(), within(1e-5f));
    }

    @Test
    void whatIsNotDrawnIsNotTouched() {
        Tensor picture = Tensor.of(PICTURE, Shape.of(1, 3, 1, 2));
        Augment never = Augment.of(new Brightness(0.5, 0), new Contrast(0.5, 0), new Saturation(0.5, 0));
        assertThat(Waves.changed(never, picture, 1)).isEqualTo(PICTURE);
    }

    @Test
    void saturationLeavesPicturesWithoutColoursAlone() {
        Tensor grey = Tensor.of(new float[] {0.2f, 0.7f}, Shape.of(1, 1, 1, 2));
        assertThat(Waves.changed(Augment.of(PALER), grey, 1)).containsExactly(new float[] {0.2f, 0.7f}, within(1e-6f));
    }
}
