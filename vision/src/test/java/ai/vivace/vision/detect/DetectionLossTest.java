package ai.vivace.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers of torchvision 0.14's FCOS. */
class DetectionLossTest {
    private static final Grid GRID =
            new Grid(40, 56, List.of(new Grid.Level(8, 5, 7), new Grid.Level(16, 3, 4), new Grid.Level(32, 2, 2)));
    private static final int PLACES = 51;
    private static final Tensor BOXES = Tensor.of(
                    new float[] {0, 4, 6, 30, 28, 0, 10, 10, 22, 20, 0, 2, 1, 55, 39, 0, 30, 2, 48, 12, -1, 0, 0, 0, 0},
                    Shape.of(1, 5, 5))
            .retain();

    /** Outputs by formulas: sines and cosines of the place's number. */
    private static Tensor output() {
        float[] values = new float[PLACES * 6];
        for (int i = 0; i < PLACES; i++) {
            Grid.Place place = GRID.places().get(i);
            values[6 * i] = (float) (2 * Math.sin(0.7 * i));
            for (int edge = 0; edge < 4; edge++) {
                values[6 * i + 1 + edge] = (float) ((Math.cos(0.3 * (4 * i + edge)) + 1.5) * place.stride());
            }
            values[6 * i + 5] = (float) Math.cos(0.9 * i);
        }
        return Tensor.of(values, Shape.of(1, PLACES, 6));
    }

    @Test
    void placesFindTheBoxesThatTorchvisionGivesThem() {
        int[] expected = new int[PLACES];
        Arrays.fill(expected, Assignment.NOTHING);
        int[] places = {8, 9, 10, 11, 12, 15, 16, 17, 18, 19, 22, 23, 24, 25, 26};
        int[] boxes = {0, 0, 0, 3, 3, 0, 1, 0, 2, 2, 0, 0, 0, 2, 2};
        for (int i = 0; i < places.length; i++) {
            expected[places[i]] = boxes[i];
        }
        assertThat(Assignment.standard().of(GRID.places(), TrueBox.of(BOXES, 1).get(0)))
                .isEqualTo(expected);
    }

    @Test
    void lossIsTheSumOfTorchvisionsThree() {
        double expected = 1.25774157 + 0.72653252 + 0.75536615;
        DetectionLoss loss = DetectionLoss.of(GRID, 1);
        assertThat(loss.mean(output(), BOXES).item()).isCloseTo(expected, within(1e-5));
        assertThat(loss.each(output(), BOXES).toFloats()[0]).isCloseTo((float) expected, within(1e-5f));
    }

    @Test
    void picturesWithoutBoxesHaveALossToo() {
        Tensor none = Tensor.full(Shape.of(1, 1, 5), -1);
        Tensor output = output().requiresGrad(true);
        Tensor loss = DetectionLoss.of(GRID, 1).mean(output, none);
        loss.backward();
        assertThat(loss.item()).isPositive();
        assertThat(output.grad()).isNotNull();
    }

    @Test
    void outputsOfOtherPicturesAreRefused() {
        Tensor other = Tensor.zeros(Shape.of(1, PLACES + 1, 6));
        assertThatThrownBy(() -> DetectionLoss.of(GRID, 1).mean(other, BOXES))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("of the size that the grid is for");
    }
}
