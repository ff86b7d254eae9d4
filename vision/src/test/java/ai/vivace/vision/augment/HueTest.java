package ai.vivace.vision.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Colours equal those of Python's colorsys. */
class HueTest {
    /** Six pixels: reds, greens, blues. */
    private static final float[] COLOURS = {
        0.2f, 0.9f, 0.3f, 0.6f, 0.1f, 0.5f, 0.5f, 0.1f, 0.3f, 0.7f, 0.8f, 0.1f, 0.9f, 0.1f, 0.3f, 0.1f, 0.75f, 0.6f
    };

    @Test
    void huesTurnForwardsAndBackwards() {
        assertThat(turned(0.07))
                .containsExactly(
                        new float[] {
                            0.2f, 0.9f, 0.3f, 0.348f, 0.1f, 0.6f, 0.206f, 0.436f, 0.3f, 0.7f, 0.556f, 0.1f, 0.9f, 0.1f,
                            0.3f, 0.1f, 0.8f, 0.49f
                        },
                        within(1e-5f));
        assertThat(turned(-0.08))
                .containsExactly(
                        new float[] {
                            0.2f, 0.9f, 0.3f, 0.7f, 0.1f, 0.26f, 0.836f, 0.1f, 0.3f, 0.512f, 0.8f, 0.1f, 0.9f, 0.484f,
                            0.3f, 0.1f, 0.414f, 0.6f
                        },
                        within(1e-5f));
    }

    @Test
    void aWholeTurnIsNone() {
        assertThat(turned(1)).containsExactly(COLOURS, within(1e-5f));
    }

    @Test
    void greyPicturesStayAndOthersAreDrawnForEachItem() {
        Tensor grey = Waves.of(3, 1, 2, 2);
        Augment hue = Augment.of(new Hue(0.1, 1));
        assertThat(Waves.changed(hue, grey, 1)).isEqualTo(grey.toFloats());
        Tensor same =
                Tensor.of(COLOURS, Shape.of(1, 3, 2, 3)).expand(2, 3, 2, 3).contiguous();
        Tensor changed = hue.augmented(same, Rng.of(2));
        assertThat(changed.select(0, 0).toFloats())
                .isNotEqualTo(changed.select(0, 1).toFloats());
        assertThat(Waves.changed(Augment.of(new Hue(0.1, 0)), same, 1)).isEqualTo(same.toFloats());
    }

    private static float[] turned(double by) {
        Tensor turns = Tensor.full(Shape.of(1, 1, 1), by);
        return Hue.turned(Tensor.of(COLOURS, Shape.of(1, 3, 2, 3)), turns).toFloats();
    }
}
