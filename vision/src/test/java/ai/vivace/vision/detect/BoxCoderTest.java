package ai.vivace.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import org.junit.jupiter.api.Test;

class BoxCoderTest {
    @Test
    void decodingIsTheInverseOfEncoding() {
        Rng rng = Rng.of(11);
        for (int i = 0; i < 200; i++) {
            double left = rng.nextInt(100);
            double top = rng.nextInt(100);
            Box box = new Box(left, top, left + 1 + rng.nextInt(50), top + 1 + rng.nextInt(50));
            Grid.Place place = new Grid.Place(rng.nextInt(150), rng.nextInt(150), 8, 0);
            assertThat(BoxCoder.decode(place, BoxCoder.encode(place, box))).isEqualTo(box);
        }
    }

    @Test
    void centrenessIsOneInTheMiddleAndFallsToTheEdge() {
        assertThat(BoxCoder.centreness(5, 7, 5, 7)).isEqualTo(1);
        assertThat(BoxCoder.centreness(1, 2, 4, 2)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void boxesOutsideOfAPictureAreCutOff() {
        assertThat(new Box(-5, 3, 200, 9).clipped(8, 100)).isEqualTo(new Box(0, 3, 100, 8));
        assertThat(new Box(300, 3, 400, 9).clipped(8, 100).area()).isZero();
    }

    @Test
    void invertedBoxesAndUnknownClassesAreNamed() {
        Tensor inverted = Tensor.of(new float[] {-1, 0, 0, 0, 0, 0, 9, 4, 3, 8}, Shape.of(1, 2, 5));
        assertThatThrownBy(() -> TrueBox.of(inverted, 2))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Box 1 of picture 0");
        Tensor unknown = Tensor.of(new float[] {2, 0, 0, 4, 4}, Shape.of(1, 1, 5));
        assertThatThrownBy(() -> TrueBox.of(unknown, 2))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("classes are 0 to 1");
    }
}
